package care.chevet.resident.http;

import care.chevet.access.Actor;
import care.chevet.idempotency.http.IdempotentWrites;
import care.chevet.idempotency.http.Written;
import care.chevet.resident.TellingLanguage;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** In which language a resident is best spoken to, written by her nurses. */
@RestController
final class ResidentLanguageController {

  /** The body and the answer: an ISO 639 code, or nothing. */
  record Spoken(@Nullable String language) {}

  private final TellingLanguage telling;
  private final IdempotentWrites writes;

  ResidentLanguageController(TellingLanguage telling, IdempotentWrites writes) {
    this.telling = telling;
    this.writes = writes;
  }

  @PutMapping("/api/v1/residents/{id}/language")
  Mono<ResponseEntity<Object>> tell(
      @PathVariable UUID id, @RequestBody Spoken body, Actor actor, ServerWebExchange exchange) {
    return writes.run(
        exchange,
        actor,
        body,
        telling
            .by(actor, id, body.language())
            .map(outcome -> outcome.map(resident -> Written.ok(new Spoken(resident.language())))));
  }
}
