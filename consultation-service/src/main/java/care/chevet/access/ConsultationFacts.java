package care.chevet.access;

import care.chevet.directory.Specialty;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What decides who may see a consultation.
 *
 * @param physician who answered, once somebody has
 * @param waiting whether it still looks for a physician
 */
public record ConsultationFacts(
    UUID id,
    UUID resident,
    UUID careHome,
    Specialty specialty,
    @Nullable UUID physician,
    boolean waiting) {}
