package care.chevet.consultation.http;

import care.chevet.access.Actor;
import care.chevet.consultation.HandingOver;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** One physician passes a consultation on to another. */
@RestController
@RequestMapping("/api/v1/consultations/{id}/hand-over")
final class HandOverController {

  /** The body of a write that says all it has to say by its address. */
  record Nothing() {}

  /** Who is asked, and why. */
  record Proposal(@Nullable UUID physician, @Nullable String reason) {}

  /** Why she says no. */
  record Refusal(@Nullable String reason) {}

  private final HandingOver handing;
  private final ChangeAnswers answers;

  HandOverController(HandingOver handing, ChangeAnswers answers) {
    this.handing = handing;
    this.answers = answers;
  }

  @PostMapping
  Mono<ResponseEntity<Object>> propose(
      @PathVariable UUID id, @RequestBody Proposal body, Actor actor, ServerWebExchange exchange) {
    return answers.changed(
        exchange, actor, body, handing.propose(actor, id, body.physician(), body.reason()));
  }

  @PostMapping("/acceptance")
  Mono<ResponseEntity<Object>> accept(
      @PathVariable UUID id, @RequestBody Nothing body, Actor actor, ServerWebExchange exchange) {
    return answers.changed(exchange, actor, body, handing.accept(actor, id));
  }

  @PostMapping("/refusal")
  Mono<ResponseEntity<Object>> refuse(
      @PathVariable UUID id, @RequestBody Refusal body, Actor actor, ServerWebExchange exchange) {
    return answers.changed(exchange, actor, body, handing.refuse(actor, id, body.reason()));
  }
}
