package care.chevet.expertise;

import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** What puts a signed opinion on paper. */
public interface OpinionPress {

  /** The opinion, once its print is kept in the caller's transaction. */
  Mono<Opinion> print(ExpertiseFile file, UUID expert, String text, Instant at);
}
