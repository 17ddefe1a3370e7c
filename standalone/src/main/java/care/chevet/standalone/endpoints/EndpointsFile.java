package care.chevet.standalone.endpoints;

import care.chevet.standalone.settings.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The file {@code endpoints.json}: there while the system is ready, and then never out of date. */
public final class EndpointsFile {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path file;
  private final Supplier<Endpoints> current;
  private boolean published;

  public EndpointsFile(Path file, Supplier<Endpoints> current) {
    this.file = file;
    this.current = current;
  }

  public synchronized void publish() {
    published = true;
    write();
  }

  /** Writes the file anew when it is published; a child may have another process by now. */
  public synchronized void refresh() {
    if (published) {
      write();
    }
  }

  public synchronized void withdraw() {
    published = false;
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write() {
    DataFolder.writePrivately(file, JSON.writeValueAsString(current.get()) + "\n");
  }
}
