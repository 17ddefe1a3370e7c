package care.chevet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How long {@code ./chevet up} takes until everything is ready, with an empty data folder and with
 * one that has been used, and how much memory all its processes hold then.
 */
final class StartupBench {

  private static final int WARM_STARTS = 3;
  private static final Duration READY_WITHIN = Duration.ofMinutes(5);
  private static final Duration SETTLED_AFTER = Duration.ofSeconds(5);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final Path script;
  private final Path data;
  private final int port;

  private StartupBench(Path script, Path data, int port) {
    this.script = script;
    this.data = data;
    this.port = port;
  }

  /** One start: the time to ready, and the memory of each process a little later. */
  private record Start(Duration ready, List<Memory> memory) {

    double seconds() {
      return ready.toMillis() / 1000.0;
    }

    double megabytes() {
      return memory.stream().mapToDouble(Memory::megabytes).sum();
    }
  }

  static void run() throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("chevet.home", ".")).toAbsolutePath();
    Path data = Files.createTempDirectory("chevet-startup");
    try {
      StartupBench bench =
          new StartupBench(home.resolve("chevet"), data, Integer.getInteger("bench.port", 18_080));
      Start cold = bench.start();
      List<Start> warm = new ArrayList<>();
      for (int count = 0; count < WARM_STARTS; count++) {
        warm.add(bench.start());
      }
      print(cold, warm);
    } finally {
      delete(data);
    }
  }

  private Start start() throws IOException, InterruptedException {
    Instant begun = Instant.now();
    try (Running running = launch()) {
      while (!Files.exists(data.resolve("endpoints.json"))) {
        Process process = running.process();
        if (process.waitFor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException("./chevet up ended with " + process.exitValue());
        }
        if (Duration.between(begun, Instant.now()).compareTo(READY_WITHIN) > 0) {
          throw new IllegalStateException("./chevet up is not ready after " + READY_WITHIN);
        }
      }
      Duration ready = Duration.between(begun, Instant.now());
      Thread.sleep(SETTLED_AFTER);
      return new Start(ready, Memory.of(running.process().toHandle()));
    }
  }

  private Running launch() throws IOException {
    return new Running(
        new ProcessBuilder(
                script.toString(),
                "up",
                "--data",
                data.toString(),
                "--port",
                Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** A running Chevet, which is stopped in order, so that the next start is a warm one. */
  private record Running(Process process) implements AutoCloseable {

    @Override
    public void close() {
      process.destroy();
      Process _ = process.onExit().orTimeout(READY_WITHIN.toSeconds(), TimeUnit.SECONDS).join();
    }
  }

  private static void print(Start cold, List<Start> warm) {
    Start median =
        warm.stream().sorted(Comparator.comparing(Start::ready)).toList().get(warm.size() / 2);
    System.out.printf(Locale.ROOT, "%n%-28s %10s%n", "start", "seconds");
    System.out.printf(Locale.ROOT, "%-28s %10.1f%n", "cold (empty data folder)", cold.seconds());
    warm.forEach(
        start -> System.out.printf(Locale.ROOT, "%-28s %10.1f%n", "warm", start.seconds()));
    System.out.printf(Locale.ROOT, "%n%-28s %10s%n", "process (" + Memory.KIND + ")", "MB");
    median
        .memory()
        .forEach(
            one -> System.out.printf(Locale.ROOT, "%-28s %10.0f%n", one.name(), one.megabytes()));
    System.out.printf(Locale.ROOT, "%-28s %10.0f%n%n", "all", median.megabytes());
    System.out.printf(
        Locale.ROOT,
        "RESULT startup warm_s=%.1f cold_s=%.1f rss_mb=%.0f%n",
        median.seconds(),
        cold.seconds(),
        median.megabytes());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
