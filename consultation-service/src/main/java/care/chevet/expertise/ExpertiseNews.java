package care.chevet.expertise;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** Tells the world, in the caller's transaction, what an expertise has become. */
public interface ExpertiseNews {

  /**
   * Announces one change.
   *
   * @param what the state reached, or what was added
   */
  Mono<Void> announce(String what, Instant at, ExpertiseFile file);
}
