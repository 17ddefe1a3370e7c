package care.chevet.consultation.http;

import care.chevet.access.Actor;
import care.chevet.bedside.Reading;
import care.chevet.consultation.AcceptingConsultation;
import care.chevet.consultation.CancellingConsultation;
import care.chevet.consultation.Coded;
import care.chevet.consultation.ConcludingConsultation;
import care.chevet.consultation.ConfirmingReadiness;
import care.chevet.consultation.IdentityTrait;
import care.chevet.consultation.RecordingVitals;
import care.chevet.consultation.RequestingConsultation;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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

/**
 * What nurses and physicians do to consultations. Every answer is the consultation as it is now.
 */
@RestController
@RequestMapping("/api/v1/consultations")
final class ConsultationController {

  /** The body of a write that says all it has to say by its address. */
  record Nothing() {}

  /** The traits of identity that the nurse has compared with the resident, and the consent. */
  record Confirmed(@Nullable List<String> confirmedTraits, @Nullable NewConsent consent) {}

  /** Why it is called off. */
  record CancellationReason(@Nullable String reason) {}

  private final RequestingConsultation requesting;
  private final AcceptingConsultation accepting;
  private final ConfirmingReadiness confirming;
  private final ConcludingConsultation concluding;
  private final CancellingConsultation cancelling;
  private final RecordingVitals recording;
  private final ChangeAnswers answers;

  ConsultationController(
      RequestingConsultation requesting,
      AcceptingConsultation accepting,
      ConfirmingReadiness confirming,
      ConcludingConsultation concluding,
      CancellingConsultation cancelling,
      RecordingVitals recording,
      ChangeAnswers answers) {
    this.requesting = requesting;
    this.accepting = accepting;
    this.confirming = confirming;
    this.concluding = concluding;
    this.cancelling = cancelling;
    this.recording = recording;
    this.answers = answers;
  }

  @PostMapping
  Mono<ResponseEntity<Object>> request(
      @RequestBody NewConsultation body, Actor actor, ServerWebExchange exchange) {
    return answers.opened(
        exchange,
        actor,
        body,
        body.asking()
            .thenLater(
                asking -> body.where().thenLater(where -> requesting.by(actor, asking, where))));
  }

  @PostMapping("/{id}/acceptance")
  Mono<ResponseEntity<Object>> accept(
      @PathVariable UUID id, @RequestBody Nothing body, Actor actor, ServerWebExchange exchange) {
    return answers.changed(exchange, actor, body, accepting.by(actor, id));
  }

  @PostMapping("/{id}/readiness")
  Mono<ResponseEntity<Object>> ready(
      @PathVariable UUID id, @RequestBody Confirmed body, Actor actor, ServerWebExchange exchange) {
    return answers.changed(
        exchange,
        actor,
        body,
        traits(body)
            .thenLater(traits ->
                NewConsent.ifAny(body.consent())
                    .thenLater(consent -> confirming.by(actor, id, traits, consent.orElse(null)))));
  }

  @PostMapping("/{id}/conclusion")
  Mono<ResponseEntity<Object>> conclude(
      @PathVariable UUID id, @RequestBody Nothing body, Actor actor, ServerWebExchange exchange) {
    return answers.changed(exchange, actor, body, concluding.by(actor, id));
  }

  @PostMapping("/{id}/cancellation")
  Mono<ResponseEntity<Object>> cancel(
      @PathVariable UUID id,
      @RequestBody CancellationReason body,
      Actor actor,
      ServerWebExchange exchange) {
    var reason = body.reason() == null ? "" : body.reason();
    return answers.changed(exchange, actor, body, cancelling.by(actor, id, reason));
  }

  @PostMapping("/{id}/vitals")
  Mono<ResponseEntity<Object>> recordVitals(
      @PathVariable UUID id,
      @RequestBody List<Reading> body,
      Actor actor,
      ServerWebExchange exchange) {
    return answers.changed(exchange, actor, body, recording.by(actor, id, body));
  }

  private static Outcome<Set<IdentityTrait>> traits(Confirmed body) {
    var traits = EnumSet.noneOf(IdentityTrait.class);
    for (var code : body.confirmedTraits() == null ? List.<String>of() : body.confirmedTraits()) {
      var trait = Coded.parse(IdentityTrait.class, code);
      if (trait.isEmpty()) {
        return Outcome.refused(Refusal.invalidField("unknown_value", "confirmedTraits"));
      }
      traits.add(trait.get());
    }
    return Outcome.done(traits);
  }
}
