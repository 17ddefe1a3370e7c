package care.chevet.bench.signaling;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server as a process of its own, pinned to the first core, and what it costs. */
final class MeasuredServer implements AutoCloseable {
  private static final Duration LISTENS_WITHIN = Duration.ofSeconds(30);
  private static final int TICKS_A_SECOND = 100;
  private static final int UTIME = 11;
  private static final int STIME = 12;

  final String name;
  final int port;
  final Duration startToListening;
  private final Process process;
  private final boolean java;

  MeasuredServer(String name, int port, List<String> command, Map<String, String> environment)
      throws IOException {
    this.name = name;
    this.port = port;
    this.java = command.getFirst().endsWith("java");
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", "0"));
    pinned.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(pinned)
            .redirectErrorStream(true)
            .redirectOutput(Files.createTempFile("bench-" + name, ".log").toFile());
    builder.environment().putAll(environment);
    long begun = System.nanoTime();
    process = builder.start();
    while (!listens()) {
      if (!process.isAlive() || System.nanoTime() - begun > LISTENS_WITHIN.toNanos()) {
        throw new IOException(name + " does not listen");
      }
      LockSupport.parkNanos(2_000_000);
    }
    startToListening = Duration.ofNanos(System.nanoTime() - begun);
  }

  private boolean listens() {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** Processor time so far, its own and the kernel's for it. */
  Duration processorTime() throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
    return Duration.ofMillis(ticks * 1000 / TICKS_A_SECOND);
  }

  /** Resident memory in kB, after a Java server has collected its garbage. */
  long residentKb() throws IOException, InterruptedException {
    if (java) {
      for (int i = 0; i < 2; i++) {
        Process collection =
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                    Long.toString(process.pid()),
                    "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        int _ = collection.waitFor();
      }
    }
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    // In order, so that Java writes the archive of its classes; those with clients would wait for
    // them.
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        boolean _ = process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
