package care.chevet.consultation;

import care.chevet.consent.Consent;
import care.chevet.directory.Specialty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the nurse asks for: typed once, and carried unchanged through every state.
 *
 * @param id the identifier of the consultation, and of the room where it is held
 * @param dossier what vitals, attachments and answers lie in, shared with what goes before and
 *     after
 * @param follows what this one goes on from, if it does
 * @param consent null until the bedside, when it was not the nurse who asked
 */
public record Request(
    UUID id,
    UUID dossier,
    @Nullable Follow follows,
    UUID resident,
    UUID careHome,
    UUID nurse,
    Specialty specialty,
    Urgency urgency,
    String question,
    PlaceType placeType,
    @Nullable Consent consent,
    Instant at) {

  /** Longer than any question seen on paper; short enough to be read before the call. */
  public static final int QUESTION_CHARACTERS_MAX = 4_000;
}
