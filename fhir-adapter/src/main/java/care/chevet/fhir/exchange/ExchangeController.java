package care.chevet.fhir.exchange;

import care.chevet.fhir.delivery.Deliveries;
import care.chevet.fhir.exchange.ExchangeProblems.Refused;
import care.chevet.fhir.hospital.Breaker;
import care.chevet.fhir.hospital.Hospital;
import care.chevet.fhir.hospital.HospitalClient;
import care.chevet.fhir.hospital.HospitalConnections;
import care.chevet.fhir.hospital.Hospitals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The operators' page of exchanges: who is reachable, what waits, what was refused, and again. */
@RestController
final class ExchangeController {

  private static final int LIST_MAX = 500;

  /**
   * One hospital as an operator sees it; {@code breaker} is absent when nothing is sent to it,
   * {@code unreachableSince} while it is closed. {@code notTaken} are the types of resource that
   * are not sent to it.
   */
  record HospitalView(
      String finess,
      @Nullable String name,
      boolean configured,
      @Nullable String dialect,
      List<String> notTaken,
      @Nullable String breaker,
      @Nullable Instant unreachableSince,
      long queued,
      @Nullable Instant oldest,
      long dead,
      @Nullable Instant lastSuccess,
      @Nullable Instant lastFailure,
      @Nullable String failure,
      long findings,
      @Nullable Instant clientCertificateEnds) {}

  record ExchangesView(List<HospitalView> hospitals, long feedIncidents, long refusedCalls) {}

  record Items<T>(List<T> items) {}

  private final Exchanges exchanges;
  private final Hospitals hospitals;
  private final HospitalConnections connections;
  private final Deliveries deliveries;

  ExchangeController(
      Exchanges exchanges,
      Hospitals hospitals,
      HospitalConnections connections,
      Deliveries deliveries) {
    this.connections = connections;
    this.exchanges = exchanges;
    this.hospitals = hospitals;
    this.deliveries = deliveries;
  }

  @GetMapping("/api/v1/exchanges")
  ExchangesView all() {
    var queues = exchanges.queues();
    var views = new ArrayList<HospitalView>();
    for (var hospital : hospitals.all()) {
      var queue = queues.remove(hospital.finess());
      views.add(view(hospital, queue == null ? Exchanges.Queue.EMPTY : queue));
    }
    queues.forEach((finess, queue) -> views.add(stranger(finess, queue)));
    return new ExchangesView(views, exchanges.feedIncidents(), exchanges.refusedCalls());
  }

  @GetMapping("/api/v1/exchanges/{finess}/dead-letters")
  Items<Exchanges.DeadLetter> deadLetters(@PathVariable String finess) {
    requireKnown(finess);
    return new Items<>(exchanges.deadLetters(finess, LIST_MAX));
  }

  @PostMapping("/api/v1/exchanges/dead-letters/{id}/replay")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void replay(@PathVariable long id) {
    var hospital = exchanges.replay(id);
    if (hospital == null) {
      throw new Refused(HttpStatus.NOT_FOUND, "dead_letter_unknown");
    }
    deliveries.wake(hospital);
  }

  @GetMapping("/api/v1/exchanges/{finess}/incidents")
  Items<Exchanges.Incident> incidents(@PathVariable String finess) {
    requireKnown(finess);
    return new Items<>(exchanges.incidents(finess, LIST_MAX));
  }

  @GetMapping("/api/v1/exchanges/{finess}/dead-messages")
  Items<Exchanges.DeadMessage> deadMessages(@PathVariable String finess) {
    requireKnown(finess);
    return new Items<>(exchanges.deadMessages(finess, LIST_MAX));
  }

  @PostMapping("/api/v1/exchanges/dead-messages/{id}/replay")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void replayMessage(@PathVariable long id) {
    if (!exchanges.replayMessage(id)) {
      throw new Refused(HttpStatus.NOT_FOUND, "dead_letter_unknown");
    }
  }

  /** A hospital that was configured once may still have dead letters. */
  private void requireKnown(String finess) {
    if (hospitals.byFiness(finess).isEmpty() && !exchanges.queues().containsKey(finess)) {
      throw new Refused(HttpStatus.NOT_FOUND, "hospital_unknown");
    }
  }

  private HospitalView view(Hospital hospital, Exchanges.Queue queue) {
    return new HospitalView(
        hospital.finess(),
        hospital.name(),
        true,
        hospital.dialect().word(),
        hospital.takes().leftOut(),
        deliveries.breaker(hospital.finess()).map(ExchangeController::word).orElse(null),
        deliveries.unreachableSince(hospital.finess()).orElse(null),
        queue.queued(),
        queue.oldest(),
        queue.dead(),
        queue.lastSuccess(),
        queue.lastFailure(),
        queue.failure(),
        queue.findings(),
        connections.to(hospital.finess()).flatMap(HospitalClient::certificateEnds).orElse(null));
  }

  /** A hospital that consultations name, but that this adapter has not been told of. */
  private static HospitalView stranger(String finess, Exchanges.Queue queue) {
    return new HospitalView(
        finess,
        null,
        false,
        null,
        List.of(),
        null,
        null,
        queue.queued(),
        queue.oldest(),
        queue.dead(),
        null,
        null,
        null,
        queue.findings(),
        null);
  }

  private static String word(Breaker.State state) {
    return switch (state) {
      case CLOSED -> "closed";
      case OPEN -> "open";
      case PROBING -> "probing";
    };
  }
}
