package care.chevet.room;

import java.time.Instant;
import java.util.UUID;

/**
 * Our word to the signaling server that a person has to leave a room: {@code
 * contracts/bar-ticket.json}. It says what must be and nothing more, so that hearing it twice does
 * no harm.
 */
public record BarTicket(UUID id, UUID room, UUID person, Instant issuedAt) {

  public Instant expiresAt() {
    return issuedAt.plus(JoinTicket.LIFETIME);
  }
}
