package care.chevet.consultation.http;

import care.chevet.access.Actor;
import care.chevet.consultation.ContinuingConsultation.Wish;
import care.chevet.idempotency.http.Written;
import care.chevet.problem.Outcome;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Turns a consultation into a request for an opinion in writing, on the same dossier. */
public interface Conversions {

  /** What was opened, to be answered. */
  Mono<Outcome<Written>> convert(Actor actor, UUID consultation, Wish wish);
}
