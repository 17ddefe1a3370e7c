package care.chevet.fhir.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Virtual threads that do one step of work over and over until they are stopped. A step tells how
 * long to rest; a wake-up cuts the rest short; a failure is logged by its kind and rested upon.
 */
public final class Loop implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Loop.class);
  private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(2);
  private static final Duration STOP_WAIT = Duration.ofSeconds(5);

  /** One step of work, answering how long to rest before the next. */
  public interface Step {
    Duration run() throws InterruptedException;
  }

  private final String name;
  private final Step step;
  private final Semaphore wakeUps = new Semaphore(0);
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running = true;

  public Loop(String name, int threadCount, Step step) {
    this.name = name;
    this.step = step;
    for (var i = 0; i < threadCount; i++) {
      threads.add(Thread.ofVirtual().name(name + "-" + i).unstarted(this::turn));
    }
  }

  public void start() {
    threads.forEach(Thread::start);
  }

  public void wake() {
    if (wakeUps.availablePermits() < threads.size()) {
      wakeUps.release();
    }
  }

  private void turn() {
    while (running) {
      try {
        var rest = step.run();
        if (rest.isPositive()) {
          var _ = wakeUps.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.warn("{}: step failed: {}", name, kind(e));
        log.debug("{}: step failed", name, e);
        if (!pause()) {
          return;
        }
      }
    }
  }

  private boolean pause() {
    try {
      var _ = wakeUps.tryAcquire(REST_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** The exception's class alone: its message may quote a row, and rows hold personal data. */
  private static String kind(Throwable e) {
    var cause = e.getCause();
    var own = e.getClass().getSimpleName();
    return cause == null ? own : own + " from " + cause.getClass().getSimpleName();
  }

  @Override
  public void close() {
    running = false;
    threads.forEach(Thread::interrupt);
    var deadline = System.nanoTime() + STOP_WAIT.toNanos();
    for (var thread : threads) {
      try {
        var _ = thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
