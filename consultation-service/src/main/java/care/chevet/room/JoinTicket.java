package care.chevet.room;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The right of one person to enter one room, once and soon: {@code contracts/join-ticket.json}.
 *
 * @param id single use: the signaling server takes each but once
 * @param admits whether the bearer lets others in
 */
public record JoinTicket(
    UUID id, UUID room, UUID person, String name, String role, boolean admits, Instant issuedAt) {

  /** Long enough to open a socket over a bad network, too short to be of use to a thief. */
  public static final Duration LIFETIME = Duration.ofSeconds(60);

  public Instant expiresAt() {
    return issuedAt.plus(LIFETIME);
  }
}
