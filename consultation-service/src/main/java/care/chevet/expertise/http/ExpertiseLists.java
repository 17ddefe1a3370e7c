package care.chevet.expertise.http;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.consultation.Coded;
import care.chevet.expertise.Expertise.State;
import care.chevet.expertise.ReadingExpertises;
import care.chevet.problem.Outcome.Done;
import care.chevet.problem.Outcome.Refused;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Expertises to look at: one, or a list. */
@RestController
@RequestMapping("/api/v1/expertises")
final class ExpertiseLists {

  /** A list of expertises, soonest due first. */
  record Listed(List<ExpertiseView> items) {}

  private final ReadingExpertises reading;
  private final Access access;
  private final Problems problems;

  ExpertiseLists(ReadingExpertises reading, Access access, Problems problems) {
    this.reading = reading;
    this.access = access;
    this.problems = problems;
  }

  @GetMapping("/{id}")
  Mono<ResponseEntity<Object>> one(@PathVariable UUID id, Actor actor, ServerWebExchange exchange) {
    return reading
        .one(actor, id)
        .map(outcome ->
            switch (outcome.map(file -> ExpertiseView.of(file, actor, access).orElseThrow())) {
              case Done<ExpertiseView>(var view) -> ResponseEntity.<Object>ok(view);
              case Refused<ExpertiseView>(var refusal) -> problems.answer(refusal, exchange);
            });
  }

  @GetMapping
  Mono<ResponseEntity<Object>> all(
      @RequestParam(name = "state", defaultValue = "") List<String> names,
      Actor actor,
      ServerWebExchange exchange) {
    var states = Coded.parseAll(State.class, names);
    if (states.isEmpty()) {
      return Mono.just(problems.answer(Refusal.malformed("invalid_parameter", "state"), exchange));
    }
    return reading
        .all(actor, states.get())
        .map(files ->
            files.stream().flatMap(file -> ExpertiseView.of(file, actor, access).stream()).toList())
        .map(views -> ResponseEntity.ok(new Listed(views)));
  }
}
