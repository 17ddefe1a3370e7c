package care.chevet.reminder;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message about a booking, and what has come of it.
 *
 * @param id null as long as nothing has been written of it
 * @param channel {@code in-app} or {@code mail}
 * @param kind {@code made}, {@code moved}, {@code cancelled} or {@code reminder}
 * @param to the person's name; or the care home's, whose nurses are told together
 * @param state {@code planned}, {@code retrying}, {@code sent}, {@code failed} or {@code cancelled}
 * @param lastError a code; never an address
 */
public record Reminder(
    @Nullable UUID id,
    String channel,
    String kind,
    String to,
    Instant due,
    String state,
    int attempts,
    @Nullable String lastError,
    @Nullable Instant sentAt) {}
