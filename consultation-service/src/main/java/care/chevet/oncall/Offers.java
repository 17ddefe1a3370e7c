package care.chevet.oncall;

import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which requests stand before which physicians. */
public interface Offers {

  /** The requests that would ring but for a dossier that was incomplete when last looked at. */
  Flux<UUID> notReady();

  /** These requests may ring from now on. */
  Mono<Void> ready(Collection<UUID> requests);

  /**
   * Ends what is over, and puts each request that waits and is ready before one free physician.
   * Safe to run in any number of replicas at once. Answers how many offers it made.
   */
  Mono<Long> make();

  /** What stands before this physician now: one offer at most. */
  Flux<Offer> before(UUID physician);

  /** She says no. Answers what the offer was when she did; empty if there never was one. */
  Mono<Standing> refuse(UUID consultation, UUID physician, @Nullable String reason);

  /** Whether an offer still stood. */
  enum Standing {
    STOOD,
    WAS_OVER
  }
}
