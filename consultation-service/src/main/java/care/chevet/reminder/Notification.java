package care.chevet.reminder;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something told to a person, or to all who work at a care home, as one of them sees it. It names
 * no resident.
 *
 * @param position the order in which it was told
 * @param detail which of several the kind means, such as an exit; or the hospital's name
 * @param careHome the care home's name
 * @param physician the physician's name
 * @param startsAt when what is booked begins
 */
public record Notification(
    UUID id,
    long position,
    News.Kind kind,
    @Nullable String detail,
    Instant at,
    @Nullable UUID consultation,
    @Nullable UUID booking,
    @Nullable UUID expertise,
    @Nullable String careHome,
    @Nullable String physician,
    @Nullable Instant startsAt,
    @Nullable Instant readAt) {}
