package care.chevet.room;

import care.chevet.consultation.Coded;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The right of one person to enter one room, once and soon: {@code contracts/join-ticket.json}, or
 * {@code contracts/guest-ticket.json} for somebody from outside.
 *
 * @param id single use: the signaling server takes each but once
 * @param admission whether the bearer goes straight in, or knocks and waits
 * @param admits whether the bearer lets others in
 */
public record JoinTicket(
    UUID id,
    UUID room,
    UUID person,
    String name,
    String role,
    Admission admission,
    boolean admits,
    Instant issuedAt) {

  /** How the bearer enters. */
  public enum Admission implements Coded {
    ADMITTED,
    KNOCK
  }

  /** Long enough to open a socket over a bad network, too short to be of use to a thief. */
  public static final Duration LIFETIME = Duration.ofSeconds(60);

  public Instant expiresAt() {
    return issuedAt.plus(LIFETIME);
  }
}
