package care.chevet.expertise;

import care.chevet.access.ConsultationScope;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The expertises on record. */
public interface Expertises {

  /** The most that one list holds. */
  int LISTED_MAX = 200;

  Mono<OnFile> byId(UUID id);

  /** Soonest due first; with no states given, in any state. */
  Flux<OnFile> within(ConsultationScope scope, Set<Expertise.State> states);

  /** The expertise, held against any other change until the caller's transaction ends. */
  Mono<Expertise> hold(UUID id);

  /**
   * One that was due before that moment, or whose pieces were, held; one that another replica holds
   * is passed over. Empty when there is none.
   */
  Mono<Expertise> holdOverdue(Instant now);

  Mono<Void> add(Expertise.Requested requested);

  /** Writes the state that a held expertise has reached. */
  Mono<Void> save(Expertise reached);

  /** Keeps what the expert has written so far. */
  Mono<Void> draft(UUID id, String opinion);

  Mono<Void> say(UUID id, OnFile.Message message);

  /** Notes the consultation that goes on from it. */
  Mono<Void> goOn(UUID id, UUID consultation);
}
