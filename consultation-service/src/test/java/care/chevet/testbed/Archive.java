package care.chevet.testbed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An archive as it was fetched: its files by name. */
public record Archive(HttpResponse<byte[]> response, Map<String, byte[]> files) {

  public static Archive fetched(Browser browser, String path) {
    try {
      var response =
          browser
              .client()
              .send(
                  browser.request(path).setHeader("Accept", "*/*").GET().build(),
                  HttpResponse.BodyHandlers.ofByteArray());
      var files = new LinkedHashMap<String, byte[]>();
      try (var zip = new ZipInputStream(new ByteArrayInputStream(response.body()))) {
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          files.put(entry.getName(), zip.readAllBytes());
        }
      }
      return new Archive(response, files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public JsonNode json(String name) {
    return new JsonMapper()
        .readTree(new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8));
  }
}
