package care.chevet.access;

import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Who else than the care home's own nurses takes part in a resident's care: physicians, from the
 * moment that they accept a consultation until {@link Access#RECENT} after it ended. The writer
 * calls inside its own transaction.
 */
public interface CircleOfCare {

  /**
   * The person enters the circle, because of this consultation, with no end yet. Entering twice
   * changes nothing, and entering again after having left takes the end back.
   */
  Mono<Void> enter(UUID resident, UUID person, UUID because, Instant since);

  /** Membership because of this consultation ends at the given instant, for this person. */
  Mono<Void> leave(UUID resident, UUID person, UUID because, Instant until);

  /** Whether the person is in the resident's circle at that instant. */
  Mono<Boolean> includes(UUID resident, UUID person, Instant at);
}
