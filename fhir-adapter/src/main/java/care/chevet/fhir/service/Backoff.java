package care.chevet.fhir.service;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Full jitter: a wait drawn evenly between nothing and a bound that doubles with each attempt, so
 * that many who failed together do not come back together.
 */
public record Backoff(Duration base, Duration most) {

  private static final int DOUBLINGS_MAX = 30;

  public Duration after(int attempts, RandomGenerator random) {
    var doublings = Math.clamp(attempts - 1L, 0, DOUBLINGS_MAX);
    var boundMillis = Math.min(most.toMillis(), base.toMillis() << doublings);
    return Duration.ofMillis(random.nextLong(boundMillis + 1));
  }
}
