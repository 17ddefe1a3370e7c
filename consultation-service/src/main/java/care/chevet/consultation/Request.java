package care.chevet.consultation;

import care.chevet.consent.Consent;
import care.chevet.directory.Specialty;
import java.time.Instant;
import java.util.UUID;

/**
 * What the nurse asks for: typed once, and carried unchanged through every state.
 *
 * @param id the identifier of the consultation, and of the room where it is held
 */
public record Request(
    UUID id,
    UUID resident,
    UUID careHome,
    UUID nurse,
    Specialty specialty,
    Urgency urgency,
    String question,
    PlaceType placeType,
    Consent consent,
    Instant at) {

  /** Longer than any question seen on paper; short enough to be read before the call. */
  public static final int QUESTION_CHARACTERS_MAX = 4_000;
}
