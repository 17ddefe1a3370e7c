package care.chevet.oncall.http;

import care.chevet.access.Actor;
import care.chevet.idempotency.http.IdempotentWrites;
import care.chevet.idempotency.http.Written;
import care.chevet.oncall.AnsweringOffers;
import care.chevet.oncall.AskingForWait;
import care.chevet.oncall.BeingPresent;
import care.chevet.oncall.Offer;
import care.chevet.oncall.OnCallLimits;
import care.chevet.oncall.Wait;
import care.chevet.oncall.WaitEstimate;
import care.chevet.problem.Outcome;
import care.chevet.problem.Outcome.Done;
import care.chevet.problem.Outcome.Refused;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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

/** Presence, offers and waits. */
@RestController
@RequestMapping("/api/v1")
final class OnCallController {

  /** Whether the physician takes requests now. */
  record Availability(@Nullable Boolean available) {}

  /** Until when she counts as present, should she not be heard of again. */
  record PresenceView(boolean available, @Nullable Instant until) {}

  /** Why she says no, if she wants to say. */
  record Reason(@Nullable String reason) {}

  /** What stands before her. */
  record Standing(List<OfferView> items) {}

  /** One offer. */
  record OfferView(
      UUID consultation,
      Instant expiresAt,
      String specialty,
      String urgency,
      String careHome,
      Instant waitingSince) {
    static OfferView of(Offer offer) {
      return new OfferView(
          offer.consultation(),
          offer.expiresAt(),
          offer.specialty().code(),
          offer.urgency().code(),
          offer.careHome(),
          offer.waitingSince());
    }
  }

  /** A request's place, and how long it will wait or why that cannot be told. */
  record WaitView(
      int place,
      int ahead,
      int present,
      @Nullable Estimate estimate,
      @Nullable String noEstimateBecause) {

    /** In seconds: likely, at best, at worst. */
    record Estimate(long seconds, long low, long high, Basis basis) {}

    /** What it was computed from; the window is an ISO 8601 duration. */
    record Basis(
        int sample, long medianServiceSeconds, int physicians, int engaged, Duration window) {}

    static WaitView of(Wait wait) {
      return switch (wait.estimate()) {
        case WaitEstimate.Unknown(var reason) ->
            new WaitView(wait.place(), wait.ahead(), wait.present(), null, reason.code());
        case WaitEstimate.Known known ->
            new WaitView(wait.place(), wait.ahead(), wait.present(), estimate(known), null);
      };
    }

    private static Estimate estimate(WaitEstimate.Known known) {
      return new Estimate(
          known.likely().toSeconds(),
          known.low().toSeconds(),
          known.high().toSeconds(),
          new Basis(
              known.sample(),
              known.medianService().toSeconds(),
              known.physicians(),
              known.engaged(),
              OnCallLimits.SAMPLE_WINDOW));
    }
  }

  private final BeingPresent being;
  private final AnsweringOffers answering;
  private final AskingForWait asking;
  private final IdempotentWrites writes;
  private final Problems problems;

  OnCallController(
      BeingPresent being,
      AnsweringOffers answering,
      AskingForWait asking,
      IdempotentWrites writes,
      Problems problems) {
    this.being = being;
    this.answering = answering;
    this.asking = asking;
    this.writes = writes;
    this.problems = problems;
  }

  /** A heartbeat. Sent twice it says the same, so it needs no key and keeps no answer. */
  @PutMapping("/oncall/presence")
  Mono<ResponseEntity<Object>> present(
      @RequestBody Availability body, Actor actor, ServerWebExchange exchange) {
    var available = body.available();
    if (available == null) {
      return Mono.just(
          problems.answer(Refusal.malformedField("invalid_body", "available"), exchange));
    }
    return being.say(actor, available).map(outcome -> answer(outcome, this::view, exchange));
  }

  private PresenceView view(Optional<Instant> until) {
    return new PresenceView(until.isPresent(), until.orElse(null));
  }

  @GetMapping("/oncall/offers")
  Mono<ResponseEntity<Object>> offers(Actor actor, ServerWebExchange exchange) {
    return answering
        .look(actor)
        .map(outcome ->
            answer(
                outcome,
                found -> new Standing(found.stream().map(OfferView::of).toList()),
                exchange));
  }

  @PostMapping("/oncall/offers/{consultation}/refusal")
  Mono<ResponseEntity<Object>> refuse(
      @PathVariable UUID consultation,
      @RequestBody Reason body,
      Actor actor,
      ServerWebExchange exchange) {
    return writes.run(
        exchange,
        actor,
        body,
        answering
            .refuse(actor, consultation, body.reason())
            .map(outcome -> outcome.map(_ -> Written.noContent())));
  }

  @GetMapping("/consultations/{id}/wait")
  Mono<ResponseEntity<Object>> waitOf(
      @PathVariable UUID id, Actor actor, ServerWebExchange exchange) {
    return asking.by(actor, id).map(outcome -> answer(outcome, WaitView::of, exchange));
  }

  private <T> ResponseEntity<Object> answer(
      Outcome<T> outcome, Function<T, Object> view, ServerWebExchange exchange) {
    return switch (outcome) {
      case Refused<T>(var refusal) -> problems.answer(refusal, exchange);
      case Done<T>(var value) -> ResponseEntity.ok(view.apply(value));
    };
  }
}
