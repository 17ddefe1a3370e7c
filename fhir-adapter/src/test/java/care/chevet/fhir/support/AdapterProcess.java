package care.chevet.fhir.support;

import care.chevet.fhir.FhirAdapter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An adapter as a process of its own. It ends in no other way than being killed. */
public final class AdapterProcess implements AutoCloseable {

  private static final String HEAP = "-Xmx512m";

  private final Process process;

  private AdapterProcess(Process process) {
    this.process = process;
  }

  static AdapterProcess start(Map<String, Object> settings) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FhirAdapter.class.getName()));
    settings.forEach((key, value) -> command.add("--" + key + "=" + value));
    try {
      return new AdapterProcess(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Path.of("target", "adapter-process.log").toFile())
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** Kills it, wherever it stands in its work, and waits until it is gone. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
