package care.chevet.access;

import care.chevet.directory.Specialty;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What decides who may see a consultation.
 *
 * @param physician who answered, once somebody has
 * @param waiting whether it still looks for a physician
 * @param colleagues physicians with a part in it besides: one who handed it over not long ago, one
 *     who is asked to take it over
 * @param endedAt when the report was signed or the consultation called off; null before
 */
public record ConsultationFacts(
    UUID id,
    UUID resident,
    UUID careHome,
    Specialty specialty,
    @Nullable UUID physician,
    boolean waiting,
    Set<UUID> colleagues,
    @Nullable Instant endedAt) {}
