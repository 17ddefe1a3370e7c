package care.chevet.report.http;

import care.chevet.access.Actor;
import care.chevet.access.Machine;
import care.chevet.report.AmendingDocument;
import care.chevet.report.DocumentKind;
import care.chevet.report.DraftingPrescription;
import care.chevet.report.SigningPrescription;
import java.util.UUID;
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

/** The prescription of a consultation: written, signed, amended, fetched. */
@RestController
@RequestMapping("/api/v1/consultations/{id}")
final class PrescriptionController {
  private final DraftingPrescription drafting;
  private final SigningPrescription signing;
  private final AmendingDocument amending;
  private final DocumentAnswers answers;

  PrescriptionController(
      DraftingPrescription drafting,
      SigningPrescription signing,
      AmendingDocument amending,
      DocumentAnswers answers) {
    this.drafting = drafting;
    this.signing = signing;
    this.amending = amending;
    this.answers = answers;
  }

  @PutMapping("/prescription")
  Mono<ResponseEntity<Object>> draft(
      @PathVariable UUID id,
      @RequestBody WrittenPrescription body,
      Actor actor,
      ServerWebExchange exchange) {
    return answers.write(
        exchange, actor, body, body.draft().thenLater(draft -> drafting.by(actor, id, draft)));
  }

  @PostMapping("/prescription/signature")
  Mono<ResponseEntity<Object>> sign(
      @PathVariable UUID id,
      @RequestBody WrittenPrescription body,
      Actor actor,
      ServerWebExchange exchange) {
    return answers.write(
        exchange, actor, body, body.shown().thenLater(shown -> signing.by(actor, id, shown)));
  }

  @PostMapping("/prescription/amendments")
  Mono<ResponseEntity<Object>> amend(
      @PathVariable UUID id, @RequestBody Amendment body, Actor actor, ServerWebExchange exchange) {
    return answers.write(
        exchange, actor, body, amending.by(actor, id, DocumentKind.PRESCRIPTION, body.why()));
  }

  @GetMapping("/prescriptions")
  Mono<ResponseEntity<Object>> versions(
      @PathVariable UUID id, Actor actor, ServerWebExchange exchange) {
    return answers.versions(actor, id, DocumentKind.PRESCRIPTION, exchange);
  }

  @GetMapping("/prescriptions/{version}/pdf")
  Mono<ResponseEntity<Object>> document(
      @PathVariable UUID id, @PathVariable int version, Actor actor, ServerWebExchange exchange) {
    return answers.pdf(actor, id, DocumentKind.PRESCRIPTION, version, exchange);
  }

  @GetMapping(value = "/prescriptions/{version}/pdf", headers = HttpHeaders.AUTHORIZATION)
  Mono<ResponseEntity<Object>> documentForMachine(
      @PathVariable UUID id,
      @PathVariable int version,
      Machine machine,
      ServerWebExchange exchange) {
    return answers.pdf(machine, id, DocumentKind.PRESCRIPTION, version, exchange);
  }
}
