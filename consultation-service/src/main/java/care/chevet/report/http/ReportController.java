package care.chevet.report.http;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.access.Machine;
import care.chevet.consultation.Dossier;
import care.chevet.consultation.http.ConsultationView;
import care.chevet.idempotency.http.IdempotentWrites;
import care.chevet.idempotency.http.Written;
import care.chevet.problem.Outcome;
import care.chevet.problem.Outcome.Done;
import care.chevet.problem.Outcome.Refused;
import care.chevet.problem.http.Problems;
import care.chevet.report.DraftingReport;
import care.chevet.report.FetchingDocument;
import care.chevet.report.SignedDocument;
import care.chevet.report.SigningReport;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
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

/** The report of a consultation: written, signed, fetched. */
@RestController
@RequestMapping("/api/v1/consultations/{id}")
final class ReportController {

  /** What the physician has written so far. */
  record Draft(@Nullable String text) {}

  /** The text that the signer had before her eyes; when it is there, it must be the draft. */
  record Shown(@Nullable String text) {}

  private final DraftingReport drafting;
  private final SigningReport signing;
  private final FetchingDocument fetching;
  private final Access access;
  private final IdempotentWrites writes;
  private final Problems problems;

  ReportController(
      DraftingReport drafting,
      SigningReport signing,
      FetchingDocument fetching,
      Access access,
      IdempotentWrites writes,
      Problems problems) {
    this.drafting = drafting;
    this.signing = signing;
    this.fetching = fetching;
    this.access = access;
    this.writes = writes;
    this.problems = problems;
  }

  @PutMapping("/report")
  Mono<ResponseEntity<Object>> draft(
      @PathVariable UUID id, @RequestBody Draft body, Actor actor, ServerWebExchange exchange) {
    var text = body.text() == null ? "" : body.text();
    return write(exchange, actor, body, drafting.by(actor, id, text));
  }

  @PostMapping("/report/signature")
  Mono<ResponseEntity<Object>> sign(
      @PathVariable UUID id, @RequestBody Shown body, Actor actor, ServerWebExchange exchange) {
    return write(exchange, actor, body, signing.by(actor, id, Optional.ofNullable(body.text())));
  }

  @GetMapping("/reports/{version}/pdf")
  Mono<ResponseEntity<Object>> document(
      @PathVariable UUID id, @PathVariable int version, Actor actor, ServerWebExchange exchange) {
    return fetching.by(actor, id, version).map(outcome -> answer(outcome, version, exchange));
  }

  @GetMapping(value = "/reports/{version}/pdf", headers = HttpHeaders.AUTHORIZATION)
  Mono<ResponseEntity<Object>> documentForMachine(
      @PathVariable UUID id,
      @PathVariable int version,
      Machine machine,
      ServerWebExchange exchange) {
    return fetching.by(machine, id, version).map(outcome -> answer(outcome, version, exchange));
  }

  private Mono<ResponseEntity<Object>> write(
      ServerWebExchange exchange, Actor actor, Object body, Mono<Outcome<Dossier>> change) {
    return writes.run(
        exchange,
        actor,
        body,
        change.map(outcome ->
            outcome.map(
                dossier -> Written.ok(ConsultationView.of(dossier, actor, access).orElseThrow()))));
  }

  private ResponseEntity<Object> answer(
      Outcome<SignedDocument> outcome, int version, ServerWebExchange exchange) {
    return switch (outcome) {
      case Refused<SignedDocument>(var refusal) -> problems.answer(refusal, exchange);
      case Done<SignedDocument>(var document) ->
          ResponseEntity.ok()
              .contentType(MediaType.APPLICATION_PDF)
              .eTag(document.pdf().sha256().hex())
              .cacheControl(CacheControl.noStore())
              .header("X-Content-Type-Options", "nosniff")
              .header(HttpHeaders.CONTENT_DISPOSITION, disposition(version))
              .body(document.pdf().bytes());
    };
  }

  /** A file's name ends up in folders and mails, so nobody's name is in it. */
  private static String disposition(int version) {
    return ContentDisposition.attachment()
        .filename("compte-rendu-v" + version + ".pdf")
        .build()
        .toString();
  }
}
