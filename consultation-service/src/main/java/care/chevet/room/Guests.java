package care.chevet.room;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Everybody who was ever asked into a room. Who writes holds the consultation. */
public interface Guests {

  Mono<Void> add(Guest guest, byte[] tokenSha256);

  Mono<Guest> byToken(byte[] tokenSha256);

  /** In the order in which they were asked. */
  Flux<Guest> of(UUID consultation);

  /** Ends the link, if it has not been ended before; the guest is then to be sent out. */
  Mono<Void> revoke(UUID guest, UUID by, Instant at);

  /**
   * Takes guests who are to be sent out now.
   *
   * @param again when they are due once more, should nothing come of it
   */
  Flux<Guest> takeDueToLeave(Duration again, int most);

  /**
   * One was sent out.
   *
   * @param ticketsOverAfter how long after the link's end a ticket from before it may still open
   *     the door: until then it was not the last time
   */
  Mono<Void> sentOut(UUID guest, Duration ticketsOverAfter);
}
