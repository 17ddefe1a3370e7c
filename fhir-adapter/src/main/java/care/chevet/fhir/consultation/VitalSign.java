package care.chevet.fhir.consultation;

import java.math.BigDecimal;
import java.time.Instant;

/** A measure taken at the bedside; each kind names its unit. */
public sealed interface VitalSign {

  String id();

  Instant measuredAt();

  record BloodPressure(
      String id, Instant measuredAt, BigDecimal systolicMmHg, BigDecimal diastolicMmHg)
      implements VitalSign {}

  record HeartRate(String id, Instant measuredAt, BigDecimal beatsPerMinute) implements VitalSign {}

  record RespiratoryRate(String id, Instant measuredAt, BigDecimal breathsPerMinute)
      implements VitalSign {}

  record Temperature(String id, Instant measuredAt, BigDecimal celsius) implements VitalSign {}

  record OxygenSaturation(String id, Instant measuredAt, BigDecimal percent) implements VitalSign {}

  record Weight(String id, Instant measuredAt, BigDecimal kilograms) implements VitalSign {}

  record Height(String id, Instant measuredAt, BigDecimal centimetres) implements VitalSign {}

  /** Blood glucose by mass; molar values are another LOINC code, so another kind. */
  record GlucoseByMass(String id, Instant measuredAt, BigDecimal milligramsPerDecilitre)
      implements VitalSign {}

  record GlucoseByMoles(String id, Instant measuredAt, BigDecimal millimolesPerLitre)
      implements VitalSign {}
}
