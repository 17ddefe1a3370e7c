package care.chevet.room;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Our word that a page's key is that of one person in one room: {@code
 * contracts/line-identity.json}. With it the other pages check who made what the signaling server
 * brings them (docs/signaling-protocol.md, section 8).
 *
 * @param keyThumbprint of the page's public key on P-256 (RFC 7638)
 */
public record LineIdentity(
    UUID room, UUID person, String name, String role, String keyThumbprint, Instant issuedAt) {

  /** As long as a call may last; a page that is opened again has another key. */
  public static final Duration LIFETIME = Duration.ofHours(12);

  private static final String THUMBPRINT = "[A-Za-z0-9_-]{43}";

  /** Our word for whoever bears this ticket. */
  static LineIdentity of(JoinTicket ticket, String keyThumbprint) {
    return new LineIdentity(
        ticket.room(),
        ticket.person(),
        ticket.name(),
        ticket.role(),
        keyThumbprint,
        ticket.issuedAt());
  }

  /** Whether this can be a thumbprint at all. */
  public static boolean isThumbprint(String text) {
    return text.matches(THUMBPRINT);
  }

  public Instant expiresAt() {
    return issuedAt.plus(LIFETIME);
  }
}
