package care.chevet.fhir.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The golden files of {@code contracts/}. */
public final class Goldens {

  private Goldens() {}

  public static String read(String name) {
    try {
      return Files.readString(Path.of(System.getProperty("contracts.dir"), name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
