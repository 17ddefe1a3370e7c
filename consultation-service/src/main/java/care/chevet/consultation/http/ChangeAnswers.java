package care.chevet.consultation.http;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.consultation.Dossier;
import care.chevet.idempotency.http.IdempotentWrites;
import care.chevet.idempotency.http.Written;
import care.chevet.problem.Outcome;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers a change with the consultation as the one who changed it sees it now. */
@Component
public final class ChangeAnswers {
  private final Access access;
  private final IdempotentWrites writes;

  ChangeAnswers(Access access, IdempotentWrites writes) {
    this.access = access;
    this.writes = writes;
  }

  /** The consultation after the change. */
  public Mono<ResponseEntity<Object>> changed(
      ServerWebExchange exchange, Actor actor, Object body, Mono<Outcome<Dossier>> change) {
    return writes.run(
        exchange,
        actor,
        body,
        change.map(outcome -> outcome.map(dossier -> Written.ok(view(dossier, actor)))));
  }

  /** A consultation that was opened. */
  public Mono<ResponseEntity<Object>> opened(
      ServerWebExchange exchange, Actor actor, Object body, Mono<Outcome<Dossier>> opening) {
    return writes.run(
        exchange,
        actor,
        body,
        opening.map(outcome -> outcome.map(dossier -> created(dossier, actor))));
  }

  public Written created(Dossier dossier, Actor actor) {
    return Written.created(
        "/api/v1/consultations/" + dossier.consultation().id(), view(dossier, actor));
  }

  private ConsultationView view(Dossier dossier, Actor actor) {
    return ConsultationView.of(dossier, actor, access).orElseThrow();
  }
}
