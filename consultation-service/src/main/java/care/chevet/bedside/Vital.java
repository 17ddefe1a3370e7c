package care.chevet.bedside;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * One vital sign, measured at the bedside, with its unit in the name of each number.
 *
 * <p>Every component that is a number lies within the bounds of its {@link Measure}; {@link
 * Readings} is the only way in from outside.
 */
public sealed interface Vital {

  UUID id();

  Instant measuredAt();

  record BloodPressure(UUID id, Instant measuredAt, int systolicMmHg, int diastolicMmHg)
      implements Vital {}

  record HeartRate(UUID id, Instant measuredAt, int beatsPerMinute) implements Vital {}

  record Temperature(UUID id, Instant measuredAt, BigDecimal celsius) implements Vital {}

  record OxygenSaturation(UUID id, Instant measuredAt, int percent) implements Vital {}

  record RespiratoryRate(UUID id, Instant measuredAt, int breathsPerMinute) implements Vital {}

  record Weight(UUID id, Instant measuredAt, BigDecimal kilograms) implements Vital {}

  record Glucose(UUID id, Instant measuredAt, int milligramsPerDecilitre) implements Vital {}
}
