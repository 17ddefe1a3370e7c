package care.chevet.room;

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

  /** Ends the link, if it has not been ended before. */
  Mono<Void> revoke(UUID guest, UUID by, Instant at);
}
