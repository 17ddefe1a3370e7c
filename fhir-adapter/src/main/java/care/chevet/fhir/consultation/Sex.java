package care.chevet.fhir.consultation;

import java.util.Locale;

/** The sex recorded in the identity traits. */
public enum Sex {
  FEMALE,
  MALE,
  UNKNOWN;

  public static Sex ofWire(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "female" -> FEMALE;
      case "male" -> MALE;
      default -> UNKNOWN;
    };
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
