package care.chevet.standalone.process;

import java.time.Duration;

/** How long a child that ended waits for its next start: doubled each time, until it runs well. */
final class Backoff {

  static final Duration FIRST = Duration.ofMillis(250);
  static final Duration LONGEST = Duration.ofSeconds(30);

  /** A child that ran as long as this had its trouble behind it. */
  static final Duration WELL = Duration.ofSeconds(60);

  private Duration next = FIRST;

  /** The wait before the next start of a child that ran as long as given. */
  Duration after(Duration uptime) {
    if (uptime.compareTo(WELL) >= 0) {
      next = FIRST;
    }
    Duration wait = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return wait;
  }
}
