package care.chevet.scheduling.http;

import care.chevet.access.Actor;
import care.chevet.directory.Role;
import care.chevet.directory.Specialty;
import care.chevet.idempotency.http.IdempotentWrites;
import care.chevet.idempotency.http.Written;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import care.chevet.scheduling.Availabilities;
import care.chevet.scheduling.AvailabilityDocument;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** When a physician can be booked, written by herself or by a coordinator. */
@RestController
@RequestMapping("/api/v1/physicians/{physician}/availabilities/{specialty}")
final class AvailabilityController {

  private final Availabilities availabilities;
  private final IdempotentWrites writes;
  private final Problems problems;

  AvailabilityController(
      Availabilities availabilities, IdempotentWrites writes, Problems problems) {
    this.availabilities = availabilities;
    this.writes = writes;
    this.problems = problems;
  }

  @GetMapping
  Mono<ResponseEntity<Object>> read(
      @PathVariable UUID physician,
      @PathVariable String specialty,
      Actor actor,
      ServerWebExchange exchange) {
    return Mono.justOrEmpty(Specialty.of(specialty))
        .filter(_ -> maySee(actor, physician))
        .flatMap(field -> availabilities.document(physician, field))
        .map(document -> ResponseEntity.ok((Object) document))
        .switchIfEmpty(problems.otherwise(Refusal.notFound("not_found"), exchange));
  }

  @PutMapping
  Mono<ResponseEntity<Object>> write(
      @PathVariable UUID physician,
      @PathVariable String specialty,
      @RequestBody AvailabilityDocument body,
      Actor actor,
      ServerWebExchange exchange) {
    if (!maySee(actor, physician)) {
      return Mono.just(problems.answer(Refusal.forbidden("forbidden"), exchange));
    }
    Optional<Specialty> field = Specialty.of(specialty);
    if (field.isEmpty()) {
      return Mono.just(problems.answer(Refusal.notFound("not_found"), exchange));
    }
    if (contradictsItself(body)) {
      return Mono.just(problems.answer(Refusal.invalid("availability_invalid"), exchange));
    }
    return writes.run(
        exchange,
        actor,
        body,
        availabilities
            .write(physician, field.get(), body)
            .map(document -> Outcome.done(Written.ok(document)))
            .defaultIfEmpty(Outcome.refused(Refusal.notFound("not_found"))));
  }

  private static boolean maySee(Actor actor, UUID physician) {
    return actor.is(Role.COORDINATOR) || actor.person().equals(physician);
  }

  private static boolean contradictsItself(AvailabilityDocument document) {
    try {
      var _ = document.in(ZoneOffset.UTC);
      return false;
    } catch (IllegalArgumentException _) {
      return true;
    }
  }
}
