package care.chevet.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * A zone's wall clock over a range of time, as the stretches during which its offset stands still.
 *
 * <p>It answers which instants a wall clock shows a given local time at: none of the missing
 * hour's, both of the doubled hour's.
 */
final class WallClock {

  private static final Duration OFFSET_MAX = Duration.ofHours(18);

  private record Stretch(Instant start, Instant end, ZoneOffset offset) {}

  private final List<Stretch> stretches;

  private WallClock(List<Stretch> stretches) {
    this.stretches = stretches;
  }

  /** The clock of a zone, able to place every local time that any offset could put in the range. */
  static WallClock of(ZoneId zone, Interval range) {
    ZoneRules rules = zone.getRules();
    Instant last = range.end().plus(OFFSET_MAX).plus(OFFSET_MAX);
    Instant start = range.start().minus(OFFSET_MAX).minus(OFFSET_MAX);
    List<Stretch> stretches = new ArrayList<>(2);
    while (start.isBefore(last)) {
      ZoneOffsetTransition next = rules.nextTransition(start);
      Instant end = next == null || next.getInstant().isAfter(last) ? last : next.getInstant();
      stretches.add(new Stretch(start, end, rules.getOffset(start)));
      start = end;
    }
    return new WallClock(stretches);
  }

  /**
   * Every instant at which the clock shows a local time of {@code [from, to)}, in order; two
   * intervals or more only where the clock leaves these hours and comes back to them.
   */
  List<Interval> instantsBetween(LocalDateTime from, LocalDateTime to) {
    List<Interval> found = new ArrayList<>(1);
    for (Stretch stretch : stretches) {
      Instant start = later(stretch.start, from.toInstant(stretch.offset));
      Instant end = earlier(stretch.end, to.toInstant(stretch.offset));
      if (start.isBefore(end)) {
        if (!found.isEmpty() && found.getLast().end().equals(start)) {
          found.set(found.size() - 1, new Interval(found.getLast().start(), end));
        } else {
          found.add(new Interval(start, end));
        }
      }
    }
    return found;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
