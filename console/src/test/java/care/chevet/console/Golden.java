package care.chevet.console;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The golden JSON that every side of the system reads. */
final class Golden {
  private Golden() {}

  static JsonObject read(String name) {
    try {
      Path file = Path.of(System.getProperty("contracts.dir"), name);
      return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  static JsonArray vitals() {
    return read("consultation-event.json").getAsJsonObject("consultation").getAsJsonArray("vitals");
  }
}
