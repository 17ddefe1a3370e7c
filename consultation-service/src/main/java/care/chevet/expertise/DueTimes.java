package care.chevet.expertise;

import care.chevet.consultation.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/** By when an opinion is due. */
final class DueTimes {

  /** An immediate question waits no longer in writing than a person would for a call back. */
  static final Duration IMMEDIATE = Duration.ofHours(2);

  /** A question of today is answered by the end of the care home's day. */
  static final LocalTime END_OF_DAY = LocalTime.of(20, 0);

  /** However late it is asked, an expert has this long. */
  static final Duration TODAY_AT_LEAST = Duration.ofHours(3);

  static final Duration THIS_WEEK = Duration.ofDays(5);

  private DueTimes() {}

  static Instant first(Urgency urgency, Instant asked, ZoneId careHome) {
    return switch (urgency) {
      case IMMEDIATE -> asked.plus(IMMEDIATE);
      case TODAY -> {
        var evening = asked.atZone(careHome).with(END_OF_DAY).toInstant();
        var least = asked.plus(TODAY_AT_LEAST);
        yield evening.isAfter(least) ? evening : least;
      }
      case THIS_WEEK -> asked.plus(THIS_WEEK);
    };
  }

  /**
   * How long the next expert has, or the same one after the pieces that she wanted have come; and
   * how long the nurse has for those, twice.
   */
  static Duration turn(Urgency urgency) {
    return switch (urgency) {
      case IMMEDIATE -> Duration.ofHours(1);
      case TODAY -> Duration.ofHours(3);
      case THIS_WEEK -> Duration.ofDays(1);
    };
  }
}
