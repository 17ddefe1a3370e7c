package care.chevet.bedside;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.problem.Outcome.Done;
import care.chevet.problem.Outcome.Refused;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class PlausibleVitalsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:55:00Z");

  @Test
  void everyKindIsReadAndComesBackAsItWas() {
    for (var kind : VitalKind.values()) {
      var reading = new Reading(kind, NOW, ordinary(kind));
      assertThat(verdict(reading)).as(kind.code()).isEqualTo("taken");
      assertThat(Reading.of(reading.typed(UUID.randomUUID()))).isEqualTo(reading);
    }
  }

  @Test
  void aNumberOutOfBoundsIsRefusedByName() {
    assertThat(verdict(one(Measure.TEMPERATURE, "374"))).isEqualTo("implausible_vital celsius");
    assertThat(verdict(one(Measure.TEMPERATURE, "24.9"))).isEqualTo("implausible_vital celsius");
    assertThat(verdict(one(Measure.OXYGEN_SATURATION, "101")))
        .isEqualTo("implausible_vital percent");
    assertThat(verdict(one(Measure.HEART_RATE, "-60")))
        .isEqualTo("implausible_vital beatsPerMinute");
  }

  @Test
  void moreDecimalsThanTheInstrumentShowsAreATypingError() {
    assertThat(verdict(one(Measure.HEART_RATE, "88.5")))
        .isEqualTo("implausible_vital beatsPerMinute");
    assertThat(verdict(one(Measure.TEMPERATURE, "37.44"))).isEqualTo("implausible_vital celsius");
    assertThat(verdict(one(Measure.HEART_RATE, "88.0"))).isEqualTo("taken");
  }

  @Test
  void aMissingNumberIsRefusedByName() {
    var reading =
        new Reading(
            VitalKind.BLOOD_PRESSURE, NOW, Map.of(Measure.SYSTOLIC, BigDecimal.valueOf(142)));
    assertThat(verdict(reading)).isEqualTo("implausible_vital diastolicMmHg");
  }

  @Test
  void theDiastolicPressureLiesBelowTheSystolic() {
    var swapped =
        Map.of(
            Measure.SYSTOLIC, BigDecimal.valueOf(78), Measure.DIASTOLIC, BigDecimal.valueOf(142));
    assertThat(verdict(new Reading(VitalKind.BLOOD_PRESSURE, NOW, swapped)))
        .isEqualTo("implausible_vital diastolicMmHg");
  }

  @Test
  void neitherTomorrowNorLongAgoIsPlausible() {
    var values = ordinary(VitalKind.WEIGHT);
    var late = new Reading(VitalKind.WEIGHT, NOW.plus(Duration.ofMinutes(6)), values);
    var old = new Reading(VitalKind.WEIGHT, NOW.minus(Duration.ofDays(32)), values);
    assertThat(verdict(late)).isEqualTo("implausible_vital measuredAt");
    assertThat(verdict(old)).isEqualTo("implausible_vital measuredAt");
  }

  @Test
  void tooManyAtOnceAreRefused() {
    var one = new Reading(VitalKind.HEART_RATE, NOW, ordinary(VitalKind.HEART_RATE));
    var many = Collections.nCopies(PlausibleVitals.READINGS_MAX + 1, one);
    assertThat(PlausibleVitals.of(many, NOW, UUID::randomUUID)).isInstanceOf(Refused.class);
  }

  private static Reading one(Measure measure, String value) {
    for (var kind : VitalKind.values()) {
      if (kind.measures().equals(List.of(measure))) {
        return new Reading(kind, NOW, Map.of(measure, new BigDecimal(value)));
      }
    }
    throw new AssertionError(measure);
  }

  private static Map<Measure, BigDecimal> ordinary(VitalKind kind) {
    var values = new EnumMap<Measure, BigDecimal>(Measure.class);
    for (var measure : kind.measures()) {
      values.put(
          measure,
          new BigDecimal(
              switch (measure) {
                case SYSTOLIC -> "142";
                case DIASTOLIC -> "78";
                case HEART_RATE -> "88";
                case TEMPERATURE -> "37.4";
                case OXYGEN_SATURATION -> "95";
                case RESPIRATORY_RATE -> "18";
                case WEIGHT -> "54.5";
                case GLUCOSE -> "112";
              }));
    }
    return values;
  }

  private static String verdict(Reading reading) {
    return switch (PlausibleVitals.of(List.of(reading), NOW, UUID::randomUUID)) {
      case Done<List<Vital>> _ -> "taken";
      case Refused<List<Vital>>(var refusal) ->
          refusal.code() + " " + refusal.arguments().getFirst();
    };
  }
}
