package care.chevet.oncall.http;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.consultation.Consultations;
import care.chevet.consultation.Dossiers;
import care.chevet.consultation.http.ConsultationView;
import care.chevet.oncall.LookingAtQueue;
import care.chevet.oncall.Waiting;
import care.chevet.problem.Outcome.Done;
import care.chevet.problem.Outcome.Refused;
import care.chevet.problem.http.Problems;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who waits for a physician, in the order in which they should be answered. */
@RestController
final class QueueController {

  /** The queue. */
  record Queue(List<QueuePlace> items) {}

  /** One request in it. */
  record QueuePlace(
      int place, Instant waitingSince, long waitedSeconds, ConsultationView consultation) {}

  private final LookingAtQueue looking;
  private final Access access;
  private final Problems problems;

  QueueController(
      Consultations consultations,
      Dossiers dossiers,
      Access access,
      InstantSource clock,
      Problems problems) {
    this.looking = new LookingAtQueue(consultations, dossiers, access, clock);
    this.access = access;
    this.problems = problems;
  }

  @GetMapping("/api/v1/on-call/requests")
  Mono<ResponseEntity<Object>> queue(Actor actor, ServerWebExchange exchange) {
    return looking
        .by(actor)
        .map(outcome ->
            switch (outcome) {
              case Refused<List<Waiting>>(var refusal) -> problems.answer(refusal, exchange);
              case Done<List<Waiting>>(var waiting) ->
                  ResponseEntity.ok(
                      new Queue(waiting.stream().map(one -> place(one, actor)).toList()));
            });
  }

  private QueuePlace place(Waiting one, Actor actor) {
    return new QueuePlace(
        one.place(),
        one.since(),
        one.waited().toSeconds(),
        ConsultationView.of(one.dossier(), actor, access).orElseThrow());
  }
}
