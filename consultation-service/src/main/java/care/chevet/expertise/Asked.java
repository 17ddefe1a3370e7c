package care.chevet.expertise;

import care.chevet.consent.Consent;
import care.chevet.consultation.Urgency;
import care.chevet.directory.Specialty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the nurse asks the expert: carried unchanged through every state.
 *
 * @param follows the consultation that it goes on from, if it does
 */
public record Asked(
    UUID id,
    UUID dossier,
    @Nullable UUID follows,
    UUID resident,
    UUID careHome,
    UUID nurse,
    Specialty specialty,
    Urgency urgency,
    String question,
    Consent consent,
    Instant at) {}
