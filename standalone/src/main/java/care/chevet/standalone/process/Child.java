package care.chevet.standalone.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One child process that is kept running: started, watched until it is ready, watched on, and
 * started again with growing pauses when it ends or hangs.
 */
public final class Child {

  private static final Logger LOG = LoggerFactory.getLogger(Child.class);

  private static final Duration WATCH_WHILE_STARTING = Duration.ofMillis(100);
  private static final Duration WATCH_WHEN_READY = Duration.ofSeconds(5);
  private static final int HUNG_AFTER_FAILURES = 6;
  private static final int STARTS_BEFORE_GIVING_UP = 3;
  private static final int TAIL_LINES = 200;
  private static final List<String> INHERITED =
      List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "JDK_JAVA_OPTIONS");

  private final ProcessPlan plan;
  private final RunNotes notes;
  private final LogFile log;
  private final Runnable changed;
  private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
  private final CompletableFuture<Void> stopAsked = new CompletableFuture<>();
  private final Thread keeper;

  private volatile @Nullable Process process;

  Child(ProcessPlan plan, RunNotes notes, LogFile log, Runnable changed) {
    this.plan = plan;
    this.notes = notes;
    this.log = log;
    this.changed = changed;
    this.keeper = Thread.ofVirtual().name(plan.name() + "-keeper").unstarted(this::keepRunning);
  }

  public String name() {
    return plan.name();
  }

  /** The number of the running process; empty in the pause before a restart. */
  public Optional<Long> pid() {
    return Optional.ofNullable(process).filter(Process::isAlive).map(Process::pid);
  }

  /** Completed when the child was ready for the first time, or failed when it never became so. */
  public CompletableFuture<Void> firstReady() {
    return firstReady.copy();
  }

  void start() {
    keeper.start();
  }

  void stop() {
    stopAsked.complete(null);
    Process running = process;
    if (running != null) {
      RunNotes.stop(running.toHandle(), plan.stopSignal(), plan.grace());
    }
    try {
      keeper.join(plan.grace());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void keepRunning() {
    Backoff backoff = new Backoff();
    int starts = 0;
    while (!stopAsked.isDone()) {
      Instant started = Instant.now();
      starts++;
      try {
        int exit = runOnce();
        if (stopAsked.isDone()) {
          break;
        }
        LOG.warn("{} ended with {}", plan.name(), exit);
      } catch (RuntimeException e) {
        LOG.error("{} cannot be run", plan.name(), e);
        if (firstReady.completeExceptionally(e)) {
          break;
        }
      }
      if (!firstReady.isDone() && starts == STARTS_BEFORE_GIVING_UP) {
        firstReady.completeExceptionally(
            new NeverReady(plan.name(), log.path(), log.tail(TAIL_LINES)));
        break;
      }
      pause(backoff.after(Duration.between(started, Instant.now())));
    }
  }

  private int runOnce() {
    log.rotateWhenFull();
    Process fresh = launch();
    process = fresh;
    notes.write(plan, fresh.toHandle());
    LOG.info("{} started as process {}", plan.name(), fresh.pid());
    changed.run();
    // A stop that was asked between the last look and the launch saw no process to stop.
    if (stopAsked.isDone()) {
      RunNotes.stop(fresh.toHandle(), plan.stopSignal(), plan.grace());
    }
    try {
      watch(fresh);
      return fresh.waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return -1;
    } finally {
      if (fresh.isAlive()) {
        RunNotes.stop(fresh.toHandle(), plan.stopSignal(), plan.grace());
      }
      notes.remove(plan.name());
    }
  }

  private Process launch() {
    ProcessBuilder builder =
        new ProcessBuilder(plan.command())
            .redirectInput(Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.path().toFile()));
    builder.environment().keySet().retainAll(INHERITED);
    builder.environment().putAll(plan.environment());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void watch(Process running) throws InterruptedException {
    while (!running.waitFor(WATCH_WHILE_STARTING.toMillis(), TimeUnit.MILLISECONDS)) {
      if (plan.ready().isReady()) {
        firstReady.complete(null);
        break;
      }
    }
    Optional<Readiness> alive = plan.alive().map(HttpReadiness::new);
    int failures = 0;
    while (!running.waitFor(WATCH_WHEN_READY.toMillis(), TimeUnit.MILLISECONDS)) {
      log.rotateWhenFull();
      failures = alive.map(Readiness::isReady).orElse(true) ? 0 : failures + 1;
      if (failures == HUNG_AFTER_FAILURES) {
        LOG.warn("{} does not answer any more and is restarted", plan.name());
        RunNotes.stop(running.toHandle(), plan.stopSignal(), plan.grace());
      }
    }
  }

  private void pause(Duration wait) {
    try {
      stopAsked.get(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      // The pause is over.
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
