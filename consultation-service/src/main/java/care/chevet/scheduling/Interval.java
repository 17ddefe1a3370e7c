package care.chevet.scheduling;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of elapsed time, its start included and its end excluded.
 *
 * @param start the first instant inside
 * @param end the first instant after; always later than {@code start}
 */
public record Interval(Instant start, Instant end) {

  public Interval {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException("an interval ends after it starts");
    }
  }

  static Interval starting(Instant start, Duration length) {
    return new Interval(start, start.plus(length));
  }

  public Duration length() {
    return Duration.between(start, end);
  }

  boolean overlaps(Interval other) {
    return start.isBefore(other.end) && other.start.isBefore(end);
  }

  boolean holds(Interval other) {
    return !other.start.isBefore(start) && !other.end.isAfter(end);
  }

  /** The same stretch, begun earlier and ended later. */
  Interval widened(Duration before, Duration after) {
    return new Interval(start.minus(before), end.plus(after));
  }
}
