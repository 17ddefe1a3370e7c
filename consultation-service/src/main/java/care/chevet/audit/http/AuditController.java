package care.chevet.audit.http;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.access.Machine;
import care.chevet.audit.AuditChain;
import care.chevet.audit.ChainLink;
import care.chevet.audit.VerifyingTrail;
import care.chevet.audit.VerifyingTrail.Anchor;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Whether the audit trail holds, for operators; and what is in it, for who keeps it elsewhere. */
@RestController
final class AuditController {
  private static final int EVENTS_MAX = 1_000;
  private static final String FHIR_JSON = "application/fhir+json";
  private static final String VERIFICATION = "/api/v1/audit/verification";

  private final VerifyingTrail verifying;
  private final AuditChain chain;
  private final Access access;
  private final Problems problems;

  AuditController(VerifyingTrail verifying, AuditChain chain, Access access, Problems problems) {
    this.verifying = verifying;
    this.chain = chain;
    this.access = access;
    this.problems = problems;
  }

  /** For an operator at her page. */
  @GetMapping(VERIFICATION)
  Mono<ResponseEntity<Object>> verify(
      @RequestParam(defaultValue = "") String anchor, Actor actor, ServerWebExchange exchange) {
    return access.mayVerifyTrail(actor)
        ? verified(anchor, exchange)
        : Mono.just(problems.answer(Refusal.forbidden("forbidden"), exchange));
  }

  /** For a machine, whose scope was looked at on its way in. */
  @GetMapping(value = VERIFICATION, headers = HttpHeaders.AUTHORIZATION)
  Mono<ResponseEntity<Object>> verifyForMachine(
      @RequestParam(defaultValue = "") String anchor, Machine machine, ServerWebExchange exchange) {
    return verified(anchor, exchange);
  }

  private Mono<ResponseEntity<Object>> verified(String text, ServerWebExchange exchange) {
    var anchor = text.isEmpty() ? Optional.<Anchor>empty() : Anchor.of(text);
    if (anchor.isEmpty() && !text.isEmpty()) {
      return Mono.just(problems.answer(Refusal.malformed("invalid_parameter", "anchor"), exchange));
    }
    return verifying.verify(anchor).map(verdict -> ResponseEntity.ok(VerdictView.of(verdict)));
  }

  /** Sealed entries in their order, as a FHIR R4 Bundle of AuditEvent. */
  @GetMapping("/api/v1/audit/events")
  Mono<ResponseEntity<Object>> events(
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "200") int limit,
      Machine machine,
      ServerWebExchange exchange) {
    if (limit < 1 || limit > EVENTS_MAX || after < 0) {
      return Mono.just(problems.answer(Refusal.malformed("invalid_parameter", "limit"), exchange));
    }
    return chain
        .from(after + 1, limit)
        .map(links ->
            ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(FHIR_JSON))
                .body((Object) bundle(links, limit)));
  }

  private static AuditEvents.Bundle bundle(List<ChainLink> links, int limit) {
    return AuditEvents.bundle(
        links,
        links.size() < limit
            ? Optional.empty()
            : Optional.of(
                "/api/v1/audit/events?after=%d&limit=%d"
                    .formatted(links.getLast().position(), limit)));
  }
}
