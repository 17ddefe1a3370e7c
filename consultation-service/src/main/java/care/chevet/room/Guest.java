package care.chevet.room;

import care.chevet.consultation.GuestRole;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone from outside who may enter one room by a link, until it expires, is withdrawn, or the
 * consultation is over.
 *
 * @param expiresAt when the link ends by itself
 */
public record Guest(
    UUID id,
    UUID consultation,
    GuestRole role,
    String name,
    UUID invitedBy,
    Instant invitedAt,
    Instant expiresAt,
    @Nullable Instant revokedAt) {

  boolean isOpenAt(Instant now) {
    return revokedAt == null && now.isBefore(expiresAt);
  }
}
