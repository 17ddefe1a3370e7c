package care.chevet.consultation;

import care.chevet.access.ConsultationScope;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The consultations on record. */
public interface Consultations {

  /** The most that one list holds. */
  int LISTED_MAX = 200;

  Mono<OnFile> byId(UUID id);

  /** Newest first; with no states given, in any state. */
  Flux<OnFile> within(ConsultationScope scope, Set<State> states);

  /**
   * The requests that the scope's physician could take: most urgent first, then longest waiting.
   */
  Flux<OnFile> waiting(ConsultationScope scope);

  /** Everything there is of these residents, newest first. */
  Flux<OnFile> ofResidents(Collection<UUID> residents);

  /** The consultation, held against any other change until the caller's transaction ends. */
  Mono<Consultation> hold(UUID id);

  Mono<Void> add(Consultation.Requested requested);

  /** Writes the state that a held consultation has reached. */
  Mono<Void> save(Consultation held, Consultation reached);

  /** Notes what goes on from a held consultation. */
  Mono<Void> goOn(UUID id, Follow followedBy);

  /** Counts a change of content, such as new vitals, of a held consultation. */
  Mono<Void> touch(UUID id);
}
