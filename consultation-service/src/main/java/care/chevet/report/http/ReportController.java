package care.chevet.report.http;

import care.chevet.access.Actor;
import care.chevet.access.Machine;
import care.chevet.report.AmendingDocument;
import care.chevet.report.DocumentKind;
import care.chevet.report.DraftingReport;
import care.chevet.report.SigningReport;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The report of a consultation: written, signed, amended, fetched. */
@RestController
@RequestMapping("/api/v1/consultations/{id}")
final class ReportController {

  /** What the physician has written so far. */
  record Draft(@Nullable String text) {}

  /** The text that the signer had before her eyes; when it is there, it must be the draft. */
  record Shown(@Nullable String text) {}

  private final DraftingReport drafting;
  private final SigningReport signing;
  private final AmendingDocument amending;
  private final DocumentAnswers answers;

  ReportController(
      DraftingReport drafting,
      SigningReport signing,
      AmendingDocument amending,
      DocumentAnswers answers) {
    this.drafting = drafting;
    this.signing = signing;
    this.amending = amending;
    this.answers = answers;
  }

  @PutMapping("/report")
  Mono<ResponseEntity<Object>> draft(
      @PathVariable UUID id, @RequestBody Draft body, Actor actor, ServerWebExchange exchange) {
    var text = body.text() == null ? "" : body.text();
    return answers.write(exchange, actor, body, drafting.by(actor, id, text));
  }

  @PostMapping("/report/signature")
  Mono<ResponseEntity<Object>> sign(
      @PathVariable UUID id, @RequestBody Shown body, Actor actor, ServerWebExchange exchange) {
    return answers.write(
        exchange, actor, body, signing.by(actor, id, Optional.ofNullable(body.text())));
  }

  @PostMapping("/report/amendments")
  Mono<ResponseEntity<Object>> amend(
      @PathVariable UUID id, @RequestBody Amendment body, Actor actor, ServerWebExchange exchange) {
    return answers.write(
        exchange, actor, body, amending.by(actor, id, DocumentKind.REPORT, body.why()));
  }

  @GetMapping("/reports")
  Mono<ResponseEntity<Object>> versions(
      @PathVariable UUID id, Actor actor, ServerWebExchange exchange) {
    return answers.versions(actor, id, DocumentKind.REPORT, exchange);
  }

  @GetMapping("/reports/{version}/pdf")
  Mono<ResponseEntity<Object>> document(
      @PathVariable UUID id, @PathVariable int version, Actor actor, ServerWebExchange exchange) {
    return answers.pdf(actor, id, DocumentKind.REPORT, version, exchange);
  }

  @GetMapping(value = "/reports/{version}/pdf", headers = HttpHeaders.AUTHORIZATION)
  Mono<ResponseEntity<Object>> documentForMachine(
      @PathVariable UUID id,
      @PathVariable int version,
      Machine machine,
      ServerWebExchange exchange) {
    return answers.pdf(machine, id, DocumentKind.REPORT, version, exchange);
  }
}
