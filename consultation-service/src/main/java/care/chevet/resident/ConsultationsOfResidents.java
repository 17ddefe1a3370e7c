package care.chevet.resident;

import care.chevet.access.Actor;
import java.util.Collection;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** What the consultations say of residents; the feature that owns consultations answers. */
public interface ConsultationsOfResidents {

  /** A consultation that has neither been delivered nor left by a side exit. */
  record Open(UUID resident, UUID id, String state) {}

  /** The open consultations of the given residents, oldest first, only those the actor may see. */
  Flux<Open> open(Collection<UUID> residents, Actor actor);

  /**
   * A resident's consultations, newest first, only those the actor may see, each as a summary ready
   * to be written as JSON: id, state, specialty, urgency, requestedAt and what else a list shows.
   */
  Flux<Object> summaries(UUID resident, Actor actor);
}
