package care.chevet.standalone.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The notes of running children in the run folder: one file each, named {@code NAME.pid}, with the
 * process id, its start, its stop signal and its marker, a line each.
 */
public final class RunNotes {

  private static final String SUFFIX = ".pid";

  /** The kernel tells a start in ticks since boot; two readings may differ by a rounded second. */
  private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

  private static final Duration LEFTOVER_GRACE = Duration.ofSeconds(10);

  private final Path folder;

  public RunNotes(Path folder) {
    this.folder = folder;
  }

  void write(ProcessPlan plan, ProcessHandle process) {
    Instant start = process.info().startInstant().orElse(Instant.EPOCH);
    String note =
        "%d%n%d%n%s%n%s%n"
            .formatted(process.pid(), start.toEpochMilli(), plan.stopSignal(), plan.marker());
    try {
      Files.writeString(file(plan.name()), note);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void remove(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Stops what a start that was killed left running. A process is touched only when its number, its
   * start and its command line are those of the note.
   *
   * @return the names of the stopped
   */
  public List<String> stopLeftovers() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .parallel()
          .filter(RunNotes::stopLeftover)
          .map(file -> file.getFileName().toString().replace(SUFFIX, ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean stopLeftover(Path file) {
    try {
      List<String> note = Files.readAllLines(file);
      Optional<ProcessHandle> found = note.size() == 4 ? find(note) : Optional.empty();
      found.ifPresent(process -> stop(process, StopSignal.valueOf(note.get(2)), LEFTOVER_GRACE));
      Files.deleteIfExists(file);
      return found.isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<ProcessHandle> find(List<String> note) {
    Instant noted = Instant.ofEpochMilli(Long.parseLong(note.get(1)));
    return ProcessHandle.of(Long.parseLong(note.getFirst()))
        .filter(process -> commandLine(process).contains(note.get(3)))
        .filter(process ->
            process
                .info()
                .startInstant()
                .map(start -> Duration.between(noted, start).abs())
                .filter(gap -> gap.compareTo(START_TOLERANCE) <= 0)
                .isPresent());
  }

  private static String commandLine(ProcessHandle process) {
    return process.info().commandLine().orElse("");
  }

  /** Asks the process to end, waits as long as granted, then kills it. */
  static void stop(ProcessHandle process, StopSignal signal, Duration grace) {
    signal.send(process);
    if (!ended(process, grace)) {
      boolean _ = process.destroyForcibly();
      boolean _ = ended(process, LEFTOVER_GRACE);
    }
  }

  private static boolean ended(ProcessHandle process, Duration within) {
    try {
      process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Path file(String name) {
    return folder.resolve(name + SUFFIX);
  }
}
