package care.chevet.consultation.http;

import care.chevet.access.Actor;
import care.chevet.consent.GivenBy;
import care.chevet.consultation.Coded;
import care.chevet.consultation.ContinuingConsultation;
import care.chevet.consultation.ContinuingConsultation.Wish;
import care.chevet.consultation.Dossier;
import care.chevet.consultation.ExitKind;
import care.chevet.consultation.LeavingConsultation;
import care.chevet.consultation.Urgency;
import care.chevet.consultation.Way;
import care.chevet.consultation.WithdrawingConsent;
import care.chevet.directory.Specialty;
import care.chevet.idempotency.http.IdempotentWrites;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** How a consultation ends without a report, and how care goes on from there. */
@RestController
@RequestMapping("/api/v1/consultations/{id}")
final class SideExitController {

  /** Which exit, and why. */
  record Exit(
      @Nullable String kind, @Nullable String reason, @Nullable String suggestedSpecialty) {}

  /** How care goes on. */
  record Continuation(
      @Nullable String way,
      @Nullable String specialty,
      @Nullable String urgency,
      @Nullable NewConsent consent) {}

  /** Who takes the consent back; why, if she cares to say. */
  record Withdrawal(@Nullable String withdrawnBy, @Nullable String reason) {}

  private final LeavingConsultation leaving;
  private final WithdrawingConsent withdrawing;
  private final ContinuingConsultation continuing;
  private final Conversions conversions;
  private final ChangeAnswers answers;
  private final IdempotentWrites writes;

  SideExitController(
      LeavingConsultation leaving,
      WithdrawingConsent withdrawing,
      ContinuingConsultation continuing,
      Conversions conversions,
      ChangeAnswers answers,
      IdempotentWrites writes) {
    this.leaving = leaving;
    this.withdrawing = withdrawing;
    this.continuing = continuing;
    this.conversions = conversions;
    this.answers = answers;
    this.writes = writes;
  }

  @PostMapping("/exit")
  Mono<ResponseEntity<Object>> exit(
      @PathVariable UUID id, @RequestBody Exit body, Actor actor, ServerWebExchange exchange) {
    return answers.changed(exchange, actor, body, left(id, body, actor));
  }

  private Mono<Outcome<Dossier>> left(UUID id, Exit body, Actor actor) {
    var kind = parsed(body.kind(), code -> Coded.parse(ExitKind.class, code));
    var suggested = parsed(body.suggestedSpecialty(), Specialty::of);
    if (kind.isEmpty()) {
      return unknown("kind");
    }
    if (body.suggestedSpecialty() != null && suggested.isEmpty()) {
      return unknown("suggestedSpecialty");
    }
    return leaving.by(actor, id, kind.get(), body.reason(), suggested.orElse(null));
  }

  @PostMapping("/consent/withdrawal")
  Mono<ResponseEntity<Object>> withdraw(
      @PathVariable UUID id,
      @RequestBody Withdrawal body,
      Actor actor,
      ServerWebExchange exchange) {
    return answers.changed(
        exchange,
        actor,
        body,
        parsed(body.withdrawnBy(), GivenBy::parse)
            .map(giver -> withdrawing.by(actor, id, giver, body.reason()))
            .orElseGet(() -> unknown("withdrawnBy")));
  }

  @PostMapping("/continuation")
  Mono<ResponseEntity<Object>> goOn(
      @PathVariable UUID id,
      @RequestBody Continuation body,
      Actor actor,
      ServerWebExchange exchange) {
    return writes.run(
        exchange,
        actor,
        body,
        wish(body)
            .thenLater(wish ->
                switch (wish.way()) {
                  case CONVERT -> conversions.convert(actor, id, wish);
                  case REBOOK, REDIRECT ->
                      continuing
                          .by(actor, id, wish)
                          .map(outcome -> outcome.map(opened -> answers.created(opened, actor)));
                }));
  }

  private static Outcome<Wish> wish(Continuation body) {
    var way = parsed(body.way(), code -> Coded.parse(Way.class, code));
    var specialty = parsed(body.specialty(), Specialty::of);
    var urgency = parsed(body.urgency(), code -> Coded.parse(Urgency.class, code));
    if (way.isEmpty()) {
      return Outcome.refused(Refusal.invalidField("unknown_value", "way"));
    }
    if (body.specialty() != null && specialty.isEmpty()) {
      return Outcome.refused(Refusal.invalidField("unknown_value", "specialty"));
    }
    if (body.urgency() != null && urgency.isEmpty()) {
      return Outcome.refused(Refusal.invalidField("unknown_value", "urgency"));
    }
    Outcome<GivenBy> giver = NewConsent.giver(body.consent());
    return giver.map(given ->
        new Wish(
            way.get(),
            specialty.orElse(null),
            urgency.orElse(null),
            given,
            body.consent() != null && body.consent().gpAgrees()));
  }

  private static <T> Optional<T> parsed(
      @Nullable String code, Function<String, Optional<T>> parse) {
    return Optional.ofNullable(code).flatMap(parse);
  }

  private static Mono<Outcome<Dossier>> unknown(String field) {
    return Mono.just(Outcome.refused(Refusal.invalidField("unknown_value", field)));
  }
}
