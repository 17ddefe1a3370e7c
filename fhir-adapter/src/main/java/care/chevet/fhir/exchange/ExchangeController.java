package care.chevet.fhir.exchange;

import care.chevet.fhir.delivery.Deliveries;
import care.chevet.fhir.hospital.Breaker;
import care.chevet.fhir.hospital.Hospital;
import care.chevet.fhir.hospital.Hospitals;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The operators' page of exchanges: who is reachable, what waits, what was refused, and again. */
@RestController
final class ExchangeController {

  private static final int LIST_MAX = 500;

  /** One hospital as an operator sees it; {@code breaker} is absent when nothing is sent to it. */
  record HospitalView(
      String finess,
      @Nullable String name,
      boolean configured,
      @Nullable String dialect,
      @Nullable String breaker,
      long queued,
      @Nullable Instant oldest,
      long dead,
      @Nullable Instant lastSuccess,
      @Nullable Instant lastFailure,
      @Nullable String failure) {}

  record ExchangesView(List<HospitalView> hospitals, long feedIncidents, long refusedCalls) {}

  record Items<T>(List<T> items) {}

  private final Exchanges exchanges;
  private final Hospitals hospitals;
  private final Deliveries deliveries;

  ExchangeController(Exchanges exchanges, Hospitals hospitals, Deliveries deliveries) {
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
    return new Items<>(exchanges.deadLetters(finess, LIST_MAX));
  }

  @GetMapping("/api/v1/exchanges/matches")
  Items<Exchanges.OpenMatch> matches() {
    return new Items<>(exchanges.openMatches(LIST_MAX));
  }

  @PostMapping("/api/v1/exchanges/dead-letters/{id}/replay")
  ResponseEntity<?> replay(@PathVariable long id, Locale locale) {
    var hospital = exchanges.replay(id);
    if (hospital == null) {
      return ResponseEntity.status(HttpStatus.NOT_FOUND).body(notDead(id, locale));
    }
    deliveries.wake(hospital);
    return ResponseEntity.accepted().build();
  }

  private HospitalView view(Hospital hospital, Exchanges.Queue queue) {
    return new HospitalView(
        hospital.finess(),
        hospital.name(),
        true,
        hospital.dialect().word(),
        deliveries.breaker(hospital.finess()).map(ExchangeController::word).orElse(null),
        queue.queued(),
        queue.oldest(),
        queue.dead(),
        queue.lastSuccess(),
        queue.lastFailure(),
        queue.failure());
  }

  /** A hospital that consultations name, but that this adapter has not been told of. */
  private static HospitalView stranger(String finess, Exchanges.Queue queue) {
    return new HospitalView(
        finess,
        null,
        false,
        null,
        null,
        queue.queued(),
        queue.oldest(),
        queue.dead(),
        null,
        null,
        null);
  }

  private static String word(Breaker.State state) {
    return switch (state) {
      case CLOSED -> "closed";
      case OPEN -> "open";
      case PROBING -> "probing";
    };
  }

  private static ProblemDetail notDead(long id, Locale locale) {
    var english = locale.getLanguage().equals("en");
    var problem = ProblemDetail.forStatus(HttpStatus.NOT_FOUND);
    problem.setType(URI.create("https://chevet.care/problems/not_found"));
    problem.setTitle(english ? "Nothing to replay" : "Rien à rejouer");
    problem.setDetail(
        english
            ? "No delivery " + id + " waits for a person."
            : "Aucun envoi " + id + " n'attend une personne.");
    problem.setProperty("code", "not_found");
    return problem;
  }
}
