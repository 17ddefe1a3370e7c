package care.chevet.room;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Sends guests out of the room when their link is withdrawn: at once, and once more when the last
 * ticket that the link gave has run out. Tried again until the signaling server has heard it.
 */
public final class SendingGuestsOut {
  private static final Logger LOG = LoggerFactory.getLogger(SendingGuestsOut.class);

  static final int AT_ONCE_MAX = 20;
  static final Duration AGAIN_AFTER = Duration.ofSeconds(5);

  /** A clock over there may be somewhat behind. */
  static final Duration TICKETS_OVER_AFTER = JoinTicket.LIFETIME.plusSeconds(10);

  private final Guests guests;
  private final Doorkeeper doorkeeper;

  public SendingGuestsOut(Guests guests, Doorkeeper doorkeeper) {
    this.guests = guests;
    this.doorkeeper = doorkeeper;
  }

  /** Answers how many were due. */
  public Mono<Long> pass() {
    return guests.takeDueToLeave(AGAIN_AFTER, AT_ONCE_MAX).flatMap(this::sendOut).count();
  }

  private Mono<Guest> sendOut(Guest guest) {
    return doorkeeper
        .sendOut(guest.consultation(), guest.id())
        .then(Mono.defer(() -> guests.sentOut(guest.id(), TICKETS_OVER_AFTER)))
        .onErrorResume(fault -> {
          LOG.warn("a guest is not sent out yet: {}", fault.toString());
          return Mono.empty();
        })
        .thenReturn(guest);
  }
}
