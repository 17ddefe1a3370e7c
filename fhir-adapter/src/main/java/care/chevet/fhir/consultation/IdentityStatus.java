package care.chevet.fhir.consultation;

import java.util.Locale;

/** How sure we are of who a resident is, in the order of the national identity rules. */
public enum IdentityStatus {
  PROVISIONAL,
  RETRIEVED,
  VALIDATED,
  QUALIFIED;

  /** An unknown word counts as the least sure status, so that no matricule leaves by mistake. */
  public static IdentityStatus ofWire(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "qualified" -> QUALIFIED;
      case "validated" -> VALIDATED;
      case "retrieved" -> RETRIEVED;
      default -> PROVISIONAL;
    };
  }
}
