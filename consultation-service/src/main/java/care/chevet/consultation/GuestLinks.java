package care.chevet.consultation;

import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The links by which people from outside come into a consultation's room. */
public interface GuestLinks {

  /** Ends every link that is still good, in the caller's transaction; the guests are sent out. */
  Mono<Void> end(UUID consultation, UUID by, Instant at);
}
