package care.chevet.consultation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone from outside the consultation who was asked into its room.
 *
 * @param invitedBy the name of who asked
 * @param joinedAt when the guest was first let in, if ever
 */
public record GuestOnFile(
    UUID id, GuestRole role, String name, String invitedBy, @Nullable Instant joinedAt) {}
