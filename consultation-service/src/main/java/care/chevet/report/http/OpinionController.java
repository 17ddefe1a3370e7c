package care.chevet.report.http;

import care.chevet.access.Actor;
import care.chevet.access.Machine;
import care.chevet.report.FetchingOpinion;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The print of an expert's signed opinion. */
@RestController
final class OpinionController {
  private final FetchingOpinion fetching;
  private final DocumentAnswers answers;

  OpinionController(FetchingOpinion fetching, DocumentAnswers answers) {
    this.fetching = fetching;
    this.answers = answers;
  }

  @GetMapping("/api/v1/expertises/{id}/opinion/pdf")
  Mono<ResponseEntity<Object>> document(
      @PathVariable UUID id, Actor actor, ServerWebExchange exchange) {
    return fetching.by(actor, id).map(outcome -> answers.pdf(outcome, "avis.pdf", exchange));
  }

  @GetMapping(value = "/api/v1/expertises/{id}/opinion/pdf", headers = HttpHeaders.AUTHORIZATION)
  Mono<ResponseEntity<Object>> documentForMachine(
      @PathVariable UUID id, Machine machine, ServerWebExchange exchange) {
    return fetching.by(machine, id).map(outcome -> answers.pdf(outcome, "avis.pdf", exchange));
  }
}
