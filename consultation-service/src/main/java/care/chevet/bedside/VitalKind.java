package care.chevet.bedside;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A kind of vital sign. */
public enum VitalKind {
  BLOOD_PRESSURE,
  HEART_RATE,
  TEMPERATURE,
  OXYGEN_SATURATION,
  RESPIRATORY_RATE,
  WEIGHT,
  GLUCOSE;

  /** The numbers that one reading holds. */
  public List<Measure> measures() {
    return switch (this) {
      case BLOOD_PRESSURE -> List.of(Measure.SYSTOLIC, Measure.DIASTOLIC);
      case HEART_RATE -> List.of(Measure.HEART_RATE);
      case TEMPERATURE -> List.of(Measure.TEMPERATURE);
      case OXYGEN_SATURATION -> List.of(Measure.OXYGEN_SATURATION);
      case RESPIRATORY_RATE -> List.of(Measure.RESPIRATORY_RATE);
      case WEIGHT -> List.of(Measure.WEIGHT);
      case GLUCOSE -> List.of(Measure.GLUCOSE);
    };
  }

  /** The kind's name in JSON and in the database. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<VitalKind> parse(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }
}
