package care.chevet.scheduling.http;

import care.chevet.access.Actor;
import care.chevet.directory.Role;
import care.chevet.idempotency.http.IdempotentWrites;
import care.chevet.idempotency.http.Written;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import care.chevet.scheduling.Territories;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The territories that a physician answers for, seen by herself and set by a coordinator. */
@RestController
@RequestMapping("/api/v1/physicians/{physician}/territories")
final class TerritoryController {

  private static final int TERRITORIES_MAX = 1_000;

  /** The body: none stands for all. */
  record Bound(@Nullable List<UUID> territories) {

    boolean isWhole() {
      return territories != null
          && territories.size() <= TERRITORIES_MAX
          && territories.stream().allMatch(each -> each != null);
    }
  }

  /** All territories by name, and which of them are hers. */
  record Items(List<Territories.Territory> items) {}

  private final Territories territories;
  private final IdempotentWrites writes;
  private final Problems problems;

  TerritoryController(Territories territories, IdempotentWrites writes, Problems problems) {
    this.territories = territories;
    this.writes = writes;
    this.problems = problems;
  }

  @GetMapping
  Mono<ResponseEntity<Object>> read(
      @PathVariable UUID physician, Actor actor, ServerWebExchange exchange) {
    return territories
        .of(physician)
        .filter(_ -> actor.is(Role.COORDINATOR) || actor.person().equals(physician))
        .map(found -> ResponseEntity.ok((Object) new Items(found)))
        .switchIfEmpty(problems.otherwise(Refusal.notFound("not_found"), exchange));
  }

  @PutMapping
  Mono<ResponseEntity<Object>> write(
      @PathVariable UUID physician,
      @RequestBody Bound body,
      Actor actor,
      ServerWebExchange exchange) {
    if (!actor.is(Role.COORDINATOR)) {
      return Mono.just(problems.answer(Refusal.forbidden("forbidden"), exchange));
    }
    @Nullable List<UUID> wanted = body.territories();
    if (wanted == null || !body.isWhole()) {
      return Mono.just(
          problems.answer(Refusal.malformedField("invalid_body", "territories"), exchange));
    }
    return writes.run(
        exchange,
        actor,
        body,
        territories
            .write(physician, wanted)
            .map(found -> Outcome.done(Written.ok(new Items(found))))
            .defaultIfEmpty(Outcome.refused(Refusal.notFound("not_found"))));
  }
}
