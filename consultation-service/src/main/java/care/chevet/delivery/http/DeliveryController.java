package care.chevet.delivery.http;

import care.chevet.access.Machine;
import care.chevet.consultation.ChangingConsultation;
import care.chevet.consultation.Consultation;
import care.chevet.consultation.Consultations;
import care.chevet.delivery.AcknowledgingDelivery;
import care.chevet.delivery.AcknowledgingDelivery.Acknowledgement;
import care.chevet.delivery.Deliveries;
import care.chevet.delivery.Delivery;
import care.chevet.directory.Directory;
import care.chevet.idempotency.Transactions;
import care.chevet.problem.Outcome;
import care.chevet.problem.Outcome.Done;
import care.chevet.problem.Outcome.Refused;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where the fhir-adapter tells of arrivals: {@code contracts/delivery.json}. */
@RestController
final class DeliveryController {
  private static final String HOSPITAL = "hospital";

  /** One acknowledgement, as {@code contracts/delivery.json} has it. */
  record DeliveryMessage(
      @Nullable UUID consultation,
      int reportVersion,
      @Nullable Recipient recipient,
      @Nullable String status,
      @Nullable Instant at,
      @Nullable String reference) {

    /** Who received. */
    record Recipient(@Nullable String kind, @Nullable String finess) {}

    Outcome<Acknowledgement> acknowledgement() {
      if (consultation == null) {
        return missing("consultation");
      }
      if (at == null) {
        return missing("at");
      }
      if (recipient == null || !HOSPITAL.equals(recipient.kind()) || recipient.finess() == null) {
        return missing("recipient");
      }
      if (reference != null && reference.length() > Delivery.REFERENCE_CHARACTERS_MAX) {
        return missing("reference");
      }
      var finess = recipient.finess();
      return Arrays.stream(Delivery.Status.values())
          .filter(one -> one.code().equals(status))
          .findFirst()
          .map(one ->
              Outcome.done(
                  new Acknowledgement(consultation, reportVersion, finess, one, at, reference)))
          .orElseGet(() -> missing("status"));
    }

    private static Outcome<Acknowledgement> missing(String field) {
      return Outcome.refused(Refusal.malformedField("invalid_body", field));
    }
  }

  private final AcknowledgingDelivery acknowledging;
  private final Problems problems;

  DeliveryController(
      Consultations consultations,
      ChangingConsultation changing,
      Deliveries deliveries,
      Directory directory,
      Transactions transactions,
      Problems problems) {
    this.acknowledging =
        new AcknowledgingDelivery(consultations, changing, deliveries, directory, transactions);
    this.problems = problems;
  }

  @PostMapping("/api/v1/deliveries")
  Mono<ResponseEntity<Object>> acknowledge(
      @RequestBody DeliveryMessage body, Machine machine, ServerWebExchange exchange) {
    return switch (body.acknowledgement()) {
      case Refused<Acknowledgement>(var refusal) -> Mono.just(problems.answer(refusal, exchange));
      case Done<Acknowledgement>(var said) ->
          acknowledging
              .by(machine, said)
              .map(outcome ->
                  switch (outcome) {
                    case Done<Consultation> _ -> ResponseEntity.noContent().build();
                    case Refused<Consultation>(var refusal) -> problems.answer(refusal, exchange);
                  });
    };
  }
}
