package care.chevet.bedside;

import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The gate between what was typed and what is kept: lets a reading in only if a body can have it.
 */
public final class PlausibleVitals {

  /** More readings than a round of the ward gives, fewer than a broken instrument sends. */
  public static final int READINGS_MAX = 50;

  /** A diary of glucose covers a week; a monthly weight is the oldest thing still of use. */
  static final Duration AGE_MAX = Duration.ofDays(31);

  /** How far a tablet's clock may run ahead of ours. */
  static final Duration AHEAD_MAX = Duration.ofMinutes(5);

  private PlausibleVitals() {}

  /** The typed vital signs, or a refusal that names the first number out of bounds. */
  public static Outcome<List<Vital>> of(List<Reading> readings, Instant now, Supplier<UUID> ids) {
    if (readings.size() > READINGS_MAX) {
      return Outcome.refused(Refusal.invalid("too_many_vitals", String.valueOf(READINGS_MAX)));
    }
    return readings.stream()
        .map(reading -> firstImplausible(reading, now))
        .flatMap(Optional::stream)
        .findFirst()
        .<Outcome<List<Vital>>>map(Outcome::refused)
        .orElseGet(() -> Outcome.done(readings.stream().map(one -> one.typed(ids.get())).toList()));
  }

  private static Optional<Refusal> firstImplausible(Reading reading, Instant now) {
    if (reading.measuredAt().isAfter(now.plus(AHEAD_MAX))
        || reading.measuredAt().isBefore(now.minus(AGE_MAX))) {
      return Optional.of(implausible("measuredAt", "≤ " + AGE_MAX.toDays() + " d"));
    }
    for (var measure : reading.kind().measures()) {
      var value = reading.values().get(measure);
      if (value == null || !measure.plausible(value)) {
        return Optional.of(implausible(measure.field(), measure.bounds()));
      }
    }
    var systolic = reading.values().get(Measure.SYSTOLIC);
    var diastolic = reading.values().get(Measure.DIASTOLIC);
    return systolic != null && diastolic != null && systolic.compareTo(diastolic) <= 0
        ? Optional.of(implausible(Measure.DIASTOLIC.field(), "< " + Measure.SYSTOLIC.field()))
        : Optional.empty();
  }

  private static Refusal implausible(String field, String bounds) {
    return Refusal.invalidField("implausible_vital", field, bounds);
  }
}
