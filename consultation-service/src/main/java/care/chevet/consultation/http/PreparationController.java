package care.chevet.consultation.http;

import care.chevet.access.Actor;
import care.chevet.consultation.AnsweringChecklist;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The minimum dossier of a consultation, as the nurse gathers it. */
@RestController
@RequestMapping("/api/v1/consultations/{id}/checklist")
final class PreparationController {

  /** Answers by the item's code; null takes one back. */
  record Answers(@Nullable Map<String, @Nullable Object> answers) {}

  /** Why it goes ahead without. */
  record Waiver(@Nullable String reason) {}

  private final AnsweringChecklist answering;
  private final ChangeAnswers answers;

  PreparationController(AnsweringChecklist answering, ChangeAnswers answers) {
    this.answering = answering;
    this.answers = answers;
  }

  @PutMapping
  Mono<ResponseEntity<Object>> answer(
      @PathVariable UUID id, @RequestBody Answers body, Actor actor, ServerWebExchange exchange) {
    var typed = body.answers() == null ? Map.<String, @Nullable Object>of() : body.answers();
    return answers.changed(exchange, actor, body, answering.by(actor, id, typed));
  }

  @PostMapping("/waiver")
  Mono<ResponseEntity<Object>> waive(
      @PathVariable UUID id, @RequestBody Waiver body, Actor actor, ServerWebExchange exchange) {
    return answers.changed(exchange, actor, body, answering.waive(actor, id, body.reason()));
  }
}
