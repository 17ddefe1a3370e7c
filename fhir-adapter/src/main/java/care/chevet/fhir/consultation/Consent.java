package care.chevet.fhir.consultation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who agreed to the consultation, and when.
 *
 * @param withdrawnAt when that was taken back, if it was
 */
public record Consent(Giver givenBy, Instant recordedAt, @Nullable Instant withdrawnAt) {

  /** In which role somebody agrees for the resident, or the resident herself. */
  public enum Giver {
    RESIDENT,
    GUARDIAN,
    TRUSTED_PERSON,
    ORAL_WITNESSED,
    OTHER;

    public static Giver ofWire(String word) {
      return switch (word) {
        case "resident" -> RESIDENT;
        case "guardian" -> GUARDIAN;
        case "trusted-person" -> TRUSTED_PERSON;
        case "oral-witnessed" -> ORAL_WITNESSED;
        default -> OTHER;
      };
    }
  }
}
