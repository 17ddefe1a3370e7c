package care.chevet.fhir.hospital;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The breaker of one hospital: after several failures in a row nothing is tried for a while, then
 * one probe decides.
 */
public final class Breaker {

  /** Where a breaker stands. */
  public enum State {
    CLOSED,
    OPEN,
    PROBING
  }

  private static final int FAILURES_BEFORE_OPENING = 5;
  private static final int DOUBLINGS_MAX = 16;

  private final Clock clock;
  private final Duration firstPause;
  private final Duration longestPause;
  private int failures;
  private Instant failingSince = Instant.MIN;
  private Instant openUntil = Instant.MIN;
  private boolean probing;

  public Breaker(Clock clock, Duration firstPause, Duration longestPause) {
    this.clock = clock;
    this.firstPause = firstPause;
    this.longestPause = longestPause;
  }

  /** Whether a call may be made now; when the pause is over, one caller is let through. */
  public synchronized boolean admits() {
    return switch (state()) {
      case CLOSED -> true;
      case OPEN -> false;
      case PROBING -> {
        if (probing) {
          yield false;
        }
        probing = true;
        yield true;
      }
    };
  }

  /** Gives an admission back unused, so that another may probe. */
  public synchronized void unused() {
    probing = false;
  }

  /** True when this success ended an outage. */
  public synchronized boolean succeeded() {
    var ended = failures >= FAILURES_BEFORE_OPENING;
    failures = 0;
    probing = false;
    return ended;
  }

  public synchronized void failed() {
    if (failures == 0) {
      failingSince = clock.instant();
    }
    failures++;
    probing = false;
    var over = failures - FAILURES_BEFORE_OPENING;
    if (over >= 0) {
      var pause = firstPause.multipliedBy(1L << Math.min(over, DOUBLINGS_MAX));
      openUntil = clock.instant().plus(pause.compareTo(longestPause) > 0 ? longestPause : pause);
    }
  }

  /** When the failures began for which it is not closed. */
  public synchronized Optional<Instant> unreachableSince() {
    return state() == State.CLOSED ? Optional.empty() : Optional.of(failingSince);
  }

  public synchronized State state() {
    if (failures < FAILURES_BEFORE_OPENING) {
      return State.CLOSED;
    }
    return clock.instant().isBefore(openUntil) ? State.OPEN : State.PROBING;
  }
}
