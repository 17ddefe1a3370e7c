package care.chevet.expertise.http;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.consent.GivenBy;
import care.chevet.consultation.Coded;
import care.chevet.consultation.Dossier;
import care.chevet.consultation.Urgency;
import care.chevet.consultation.http.ChangeAnswers;
import care.chevet.consultation.http.NewConsent;
import care.chevet.expertise.AnsweringExpertise;
import care.chevet.expertise.ConvertingExpertise;
import care.chevet.expertise.ExpertiseFile;
import care.chevet.expertise.RequestingExpertise;
import care.chevet.expertise.SupplyingPieces;
import care.chevet.idempotency.http.IdempotentWrites;
import care.chevet.idempotency.http.Written;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.Optional;
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

/** What nurses and experts do to expertises. Every answer is the expertise as it is now. */
@RestController
@RequestMapping("/api/v1/expertises")
final class ExpertiseController {

  /** The body of a write that says all it has to say by its address. */
  record Nothing() {}

  /** What is written: a wish for pieces, a note with them, an opinion. */
  record Text(@Nullable String text) {}

  /** Why it is called off. */
  record Reason(@Nullable String reason) {}

  /** Who takes the consent back; why, if she cares to say. */
  record Withdrawn(@Nullable String withdrawnBy, @Nullable String reason) {}

  /** How soon it is to be a consultation, and the consent to that. */
  record NewUrgency(@Nullable String urgency, @Nullable NewConsent consent) {}

  private final RequestingExpertise requesting;
  private final AnsweringExpertise answering;
  private final SupplyingPieces supplying;
  private final ConvertingExpertise converting;
  private final ChangeAnswers consultations;
  private final Access access;
  private final IdempotentWrites writes;

  ExpertiseController(
      RequestingExpertise requesting,
      AnsweringExpertise answering,
      SupplyingPieces supplying,
      ConvertingExpertise converting,
      ChangeAnswers consultations,
      Access access,
      IdempotentWrites writes) {
    this.requesting = requesting;
    this.answering = answering;
    this.supplying = supplying;
    this.converting = converting;
    this.consultations = consultations;
    this.access = access;
    this.writes = writes;
  }

  @PostMapping
  Mono<ResponseEntity<Object>> request(
      @RequestBody NewExpertise body, Actor actor, ServerWebExchange exchange) {
    var write = body.asking().thenLater(asking -> requesting.by(actor, asking));
    return writes.run(
        exchange,
        actor,
        body,
        write.map(outcome -> outcome.map(file -> created(file, actor, access))));
  }

  static Written created(ExpertiseFile file, Actor actor, Access access) {
    return Written.created(
        "/api/v1/expertises/" + file.expertise().id(),
        ExpertiseView.of(file, actor, access).orElseThrow());
  }

  @PostMapping("/{id}/acceptance")
  Mono<ResponseEntity<Object>> accept(
      @PathVariable UUID id, @RequestBody Nothing body, Actor actor, ServerWebExchange exchange) {
    return changed(exchange, actor, body, answering.accept(actor, id));
  }

  @PostMapping("/{id}/pieces-request")
  Mono<ResponseEntity<Object>> wantPieces(
      @PathVariable UUID id, @RequestBody Text body, Actor actor, ServerWebExchange exchange) {
    return changed(exchange, actor, body, answering.wantPieces(actor, id, body.text()));
  }

  @PostMapping("/{id}/pieces")
  Mono<ResponseEntity<Object>> addPieces(
      @PathVariable UUID id, @RequestBody Text body, Actor actor, ServerWebExchange exchange) {
    return changed(exchange, actor, body, supplying.by(actor, id, body.text()));
  }

  @PutMapping("/{id}/opinion")
  Mono<ResponseEntity<Object>> draft(
      @PathVariable UUID id, @RequestBody Text body, Actor actor, ServerWebExchange exchange) {
    return changed(exchange, actor, body, answering.draft(actor, id, body.text()));
  }

  @PostMapping("/{id}/opinion/signature")
  Mono<ResponseEntity<Object>> sign(
      @PathVariable UUID id, @RequestBody Nothing body, Actor actor, ServerWebExchange exchange) {
    return changed(exchange, actor, body, answering.sign(actor, id));
  }

  @PostMapping("/{id}/cancellation")
  Mono<ResponseEntity<Object>> cancel(
      @PathVariable UUID id, @RequestBody Reason body, Actor actor, ServerWebExchange exchange) {
    return changed(exchange, actor, body, supplying.cancel(actor, id, body.reason()));
  }

  @PostMapping("/{id}/consent/withdrawal")
  Mono<ResponseEntity<Object>> withdraw(
      @PathVariable UUID id, @RequestBody Withdrawn body, Actor actor, ServerWebExchange exchange) {
    var giver = Optional.ofNullable(body.withdrawnBy()).flatMap(GivenBy::parse);
    return changed(
        exchange,
        actor,
        body,
        giver.isEmpty()
            ? Mono.just(Outcome.refused(Refusal.invalidField("unknown_value", "withdrawnBy")))
            : supplying.withdraw(actor, id, giver.get(), body.reason()));
  }

  /** Answers with the consultation that was opened. */
  @PostMapping("/{id}/conversion")
  Mono<ResponseEntity<Object>> convert(
      @PathVariable UUID id,
      @RequestBody NewUrgency body,
      Actor actor,
      ServerWebExchange exchange) {
    return consultations.opened(exchange, actor, body, converted(id, body, actor));
  }

  private Mono<Outcome<Dossier>> converted(UUID id, NewUrgency body, Actor actor) {
    var urgency =
        Optional.ofNullable(body.urgency()).flatMap(code -> Coded.parse(Urgency.class, code));
    if (urgency.isEmpty()) {
      return Mono.just(Outcome.refused(Refusal.invalidField("unknown_value", "urgency")));
    }
    return NewConsent.ifAny(body.consent())
        .thenLater(
            consent -> converting.toConsultation(actor, id, urgency.get(), consent.orElse(null)));
  }

  private Mono<ResponseEntity<Object>> changed(
      ServerWebExchange exchange, Actor actor, Object body, Mono<Outcome<ExpertiseFile>> change) {
    return writes.run(
        exchange,
        actor,
        body,
        change.map(outcome ->
            outcome.map(file -> Written.ok(ExpertiseView.of(file, actor, access).orElseThrow()))));
  }
}
