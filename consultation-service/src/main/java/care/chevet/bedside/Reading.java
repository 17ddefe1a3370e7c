package care.chevet.bedside;

import care.chevet.bedside.Vital.BloodPressure;
import care.chevet.bedside.Vital.Glucose;
import care.chevet.bedside.Vital.HeartRate;
import care.chevet.bedside.Vital.OxygenSaturation;
import care.chevet.bedside.Vital.RespiratoryRate;
import care.chevet.bedside.Vital.Temperature;
import care.chevet.bedside.Vital.Weight;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The loose form of a vital sign, as JSON and the database hold it: a kind and its numbers.
 *
 * @param values one number for each measure of the kind
 */
public record Reading(VitalKind kind, Instant measuredAt, Map<Measure, BigDecimal> values) {

  public Reading {
    // In the order of the measures: a repeated request is known again by the digest of its body.
    values = values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(values));
  }

  public static Reading of(Vital vital) {
    var values = new EnumMap<Measure, BigDecimal>(Measure.class);
    var kind =
        switch (vital) {
          case BloodPressure(_, _, int systolic, int diastolic) -> {
            values.put(Measure.SYSTOLIC, BigDecimal.valueOf(systolic));
            values.put(Measure.DIASTOLIC, BigDecimal.valueOf(diastolic));
            yield VitalKind.BLOOD_PRESSURE;
          }
          case HeartRate(_, _, int beats) -> {
            values.put(Measure.HEART_RATE, BigDecimal.valueOf(beats));
            yield VitalKind.HEART_RATE;
          }
          case Temperature(_, _, BigDecimal celsius) -> {
            values.put(Measure.TEMPERATURE, celsius);
            yield VitalKind.TEMPERATURE;
          }
          case OxygenSaturation(_, _, int percent) -> {
            values.put(Measure.OXYGEN_SATURATION, BigDecimal.valueOf(percent));
            yield VitalKind.OXYGEN_SATURATION;
          }
          case RespiratoryRate(_, _, int breaths) -> {
            values.put(Measure.RESPIRATORY_RATE, BigDecimal.valueOf(breaths));
            yield VitalKind.RESPIRATORY_RATE;
          }
          case Weight(_, _, BigDecimal kilograms) -> {
            values.put(Measure.WEIGHT, kilograms);
            yield VitalKind.WEIGHT;
          }
          case Glucose(_, _, int milligramsPerDecilitre) -> {
            values.put(Measure.GLUCOSE, BigDecimal.valueOf(milligramsPerDecilitre));
            yield VitalKind.GLUCOSE;
          }
        };
    return new Reading(kind, vital.measuredAt(), values);
  }

  /** The typed vital sign; the caller has let {@link PlausibleVitals} look at it first. */
  public Vital typed(UUID id) {
    return switch (kind) {
      case BLOOD_PRESSURE ->
          new BloodPressure(id, measuredAt, whole(Measure.SYSTOLIC), whole(Measure.DIASTOLIC));
      case HEART_RATE -> new HeartRate(id, measuredAt, whole(Measure.HEART_RATE));
      case TEMPERATURE -> new Temperature(id, measuredAt, number(Measure.TEMPERATURE));
      case OXYGEN_SATURATION ->
          new OxygenSaturation(id, measuredAt, whole(Measure.OXYGEN_SATURATION));
      case RESPIRATORY_RATE -> new RespiratoryRate(id, measuredAt, whole(Measure.RESPIRATORY_RATE));
      case WEIGHT -> new Weight(id, measuredAt, number(Measure.WEIGHT));
      case GLUCOSE -> new Glucose(id, measuredAt, whole(Measure.GLUCOSE));
    };
  }

  private int whole(Measure measure) {
    return number(measure).intValueExact();
  }

  private BigDecimal number(Measure measure) {
    return Objects.requireNonNull(values.get(measure), measure::field);
  }
}
