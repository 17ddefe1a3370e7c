package care.chevet.consultation;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** Tells the world, in the caller's transaction, what a consultation has become. */
public interface Announcements {

  /**
   * Announces one change.
   *
   * @param what the state reached, or {@code vitals-recorded}
   */
  Mono<Void> announce(String what, Instant at, Dossier dossier);
}
