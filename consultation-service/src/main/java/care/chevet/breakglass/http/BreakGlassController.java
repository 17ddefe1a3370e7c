package care.chevet.breakglass.http;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.access.CircleOfCare;
import care.chevet.access.http.RequestBound;
import care.chevet.audit.AuditTrail;
import care.chevet.breakglass.BreakingGlass;
import care.chevet.breakglass.BrokenGlass;
import care.chevet.breakglass.Glasses;
import care.chevet.breakglass.Sought;
import care.chevet.idempotency.http.IdempotentWrites;
import care.chevet.idempotency.http.Written;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Opens a record in an emergency. */
@RestController
final class BreakGlassController {

  /** More than an emergency takes, far fewer than a search through names does. */
  private static final int ATTEMPTS_MAX = 20;

  private static final Duration ATTEMPTS_WITHIN = Duration.ofHours(1);

  private final BreakingGlass breaking;
  private final IdempotentWrites writes;
  private final Problems problems;
  private final RequestBound attempts = new RequestBound(ATTEMPTS_MAX, ATTEMPTS_WITHIN);

  BreakGlassController(
      Glasses glasses,
      Access access,
      CircleOfCare circle,
      AuditTrail audit,
      InstantSource clock,
      IdempotentWrites writes,
      Problems problems) {
    this.breaking = new BreakingGlass(glasses, access, circle, audit, clock);
    this.writes = writes;
    this.problems = problems;
  }

  /**
   * Whose record and why: the resident's id, or the number of the identity, or a family name with
   * the date of birth.
   */
  record Emergency(
      @Nullable UUID resident,
      @Nullable String ins,
      @Nullable String name,
      @Nullable LocalDate birthDate,
      @Nullable String reason) {

    Optional<Sought> sought() {
      if (resident != null) {
        return Optional.of(new Sought.ById(resident));
      }
      if (ins != null) {
        return Optional.of(new Sought.ByIns(ins.replace(" ", "")));
      }
      return name == null || birthDate == null
          ? Optional.empty()
          : Optional.of(new Sought.ByName(name, birthDate));
    }
  }

  /** The record is open, until then. */
  record Opened(UUID id, UUID resident, Instant until) {
    static Written of(BrokenGlass broken) {
      return Written.created(
          "/api/v1/residents/" + broken.resident(),
          new Opened(broken.id(), broken.resident(), broken.until()));
    }
  }

  @PostMapping("/api/v1/emergency-accesses")
  Mono<ResponseEntity<Object>> open(
      @RequestBody Emergency body, Actor actor, ServerWebExchange exchange) {
    var sought = body.sought();
    if (sought.isEmpty()) {
      return Mono.just(problems.answer(Refusal.invalid("resident_not_named"), exchange));
    }
    var wait = attempts.take(actor.person().toString());
    if (wait.isPresent()) {
      return Mono.just(RequestBound.refused(wait.get(), problems, exchange));
    }
    var why = body.reason() == null ? "" : body.reason();
    return writes
        .run(
            exchange,
            actor,
            body,
            breaking.by(actor, sought.get(), why).map(outcome -> outcome.map(Opened::of)))
        .flatMap(answer ->
            answer.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)
                ? breaking.missed(actor).thenReturn(answer)
                : Mono.just(answer));
  }
}
