package care.chevet.scheduling;

import care.chevet.consultation.Urgency;
import care.chevet.directory.Specialty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks to book or to hold.
 *
 * @param nurse who will be at the bedside; null stands for the nurse who asks
 * @param hold whether to keep the time for a while only
 * @param overrideReason why rules and the resident's other appointments are to be set aside
 */
public record Wish(
    UUID resident,
    UUID physician,
    Specialty specialty,
    Urgency urgency,
    Instant start,
    @Nullable UUID nurse,
    @Nullable UUID deviceKit,
    @Nullable UUID room,
    @Nullable UUID consultation,
    boolean hold,
    @Nullable String overrideReason) {

  public static final int REASON_CHARACTERS_MAX = 500;
}
