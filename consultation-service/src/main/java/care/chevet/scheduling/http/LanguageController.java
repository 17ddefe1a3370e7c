package care.chevet.scheduling.http;

import care.chevet.access.Actor;
import care.chevet.directory.Role;
import care.chevet.idempotency.http.IdempotentWrites;
import care.chevet.idempotency.http.Written;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import care.chevet.scheduling.Languages;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
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

/** The languages of a physician, written by herself or by a coordinator. */
@RestController
@RequestMapping("/api/v1/physicians/{physician}/languages")
final class LanguageController {

  private static final int LANGUAGES_MAX = 30;
  private static final Pattern ISO_639 = Pattern.compile("[a-z]{2,3}");

  /** The body and the answer: ISO 639 codes. */
  record Spoken(@Nullable List<String> languages) {}

  private final Languages languages;
  private final IdempotentWrites writes;
  private final Problems problems;

  LanguageController(Languages languages, IdempotentWrites writes, Problems problems) {
    this.languages = languages;
    this.writes = writes;
    this.problems = problems;
  }

  @GetMapping
  Mono<ResponseEntity<Object>> read(
      @PathVariable UUID physician, Actor actor, ServerWebExchange exchange) {
    return languages
        .of(physician)
        .filter(_ -> mayWrite(actor, physician))
        .map(known -> ResponseEntity.ok((Object) new Spoken(known)))
        .switchIfEmpty(problems.otherwise(Refusal.notFound("not_found"), exchange));
  }

  @PutMapping
  Mono<ResponseEntity<Object>> write(
      @PathVariable UUID physician,
      @RequestBody Spoken body,
      Actor actor,
      ServerWebExchange exchange) {
    if (!mayWrite(actor, physician)) {
      return Mono.just(problems.answer(Refusal.forbidden("forbidden"), exchange));
    }
    @Nullable List<String> spoken = body.languages();
    if (spoken == null
        || spoken.size() > LANGUAGES_MAX
        || !spoken.stream().allMatch(each -> each != null && ISO_639.matcher(each).matches())) {
      return Mono.just(
          problems.answer(Refusal.malformedField("invalid_body", "languages"), exchange));
    }
    return writes.run(
        exchange,
        actor,
        body,
        languages
            .write(physician, spoken)
            .map(known -> Outcome.done(Written.ok(new Spoken(known))))
            .defaultIfEmpty(Outcome.refused(Refusal.notFound("not_found"))));
  }

  private static boolean mayWrite(Actor actor, UUID physician) {
    return actor.is(Role.COORDINATOR) || actor.person().equals(physician);
  }
}
