package care.chevet.consultation;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** The time that is kept for consultations: physician, nurse, resident, kit and room together. */
public interface ReservedTimes {

  /**
   * Frees whatever is kept for this consultation, in the caller's transaction; nothing, if nothing
   * is.
   *
   * @param by the person whose act ends it
   */
  Mono<Void> release(UUID consultation, String reason, UUID by);
}
