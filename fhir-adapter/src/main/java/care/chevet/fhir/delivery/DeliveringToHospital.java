package care.chevet.fhir.delivery;

import care.chevet.fhir.hospital.Breaker;
import care.chevet.fhir.hospital.Hospital;
import care.chevet.fhir.hospital.HospitalClient;
import care.chevet.fhir.hospital.HospitalConnections;
import care.chevet.fhir.mapping.ConsultationMapping;
import care.chevet.fhir.mapping.Piece;
import care.chevet.fhir.service.PendingCalls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/** One worker's step at one hospital: hold a lane, deliver its oldest consultation, settle it. */
final class DeliveringToHospital {

  private static final Logger log = LoggerFactory.getLogger(DeliveringToHospital.class);
  private static final Duration IDLE = Duration.ofMillis(300);
  private static final Duration DIRECTORY_BUSY_WAIT = Duration.ofMillis(150);
  private static final Duration RETRY_AFTER_MOST = Duration.ofHours(6);

  /** What all workers of all hospitals share. */
  record Parts(
      Lanes lanes,
      Backlog backlog,
      Attachments attachments,
      Composing composing,
      HospitalContacts contacts,
      Ledger ledger,
      HospitalConnections connections,
      PendingCalls calls,
      ConsultationMapping mapping,
      Transmission transmission,
      TransactionOperations transaction,
      DeliverySettings settings,
      Clock clock,
      String owner) {}

  private final Hospital hospital;
  private final HospitalClient client;
  private final Breaker breaker;
  private final Parts parts;

  DeliveringToHospital(Hospital hospital, HospitalClient client, Breaker breaker, Parts parts) {
    this.hospital = hospital;
    this.client = client;
    this.breaker = breaker;
    this.parts = parts;
  }

  Duration step() throws InterruptedException {
    if (!breaker.admits()) {
      return IDLE;
    }
    var settled = false;
    try {
      var claim = parts.lanes().claim(hospital.finess(), parts.owner(), parts.settings().lease());
      if (claim.isEmpty()) {
        return IDLE;
      }
      var attempt = attempt(claim.get());
      settled = settle(claim.get(), attempt);
    } catch (LeaseLost e) {
      log.warn("{}", e.getMessage());
    } finally {
      if (!settled) {
        breaker.unused();
      }
    }
    return Duration.ZERO;
  }

  private Attempt attempt(Lanes.Claim claim) throws InterruptedException {
    return switch (parts.composing().compose(claim.delivery(), hospital)) {
      case Composing.Composed.Blocked(var attempt) -> attempt;
      case Composing.Composed.Ready(var pieces, var document) -> transmit(claim, pieces, document);
    };
  }

  private Attempt transmit(Lanes.Claim claim, List<Piece> pieces, String document)
      throws InterruptedException {
    var known = lines(pieces);
    for (var piece : pieces) {
      if (piece.directory()) {
        var line = Optional.ofNullable(known.get(piece.identifier()));
        var obstacle = shareDirectory(claim.delivery(), piece, line);
        if (obstacle.isPresent()) {
          return obstacle.get();
        }
      }
    }
    var own = pieces.stream().filter(piece -> !piece.directory()).toList();
    var obstacle =
        parts
            .transmission()
            .transmit(course(claim.lane(), claim.delivery()), own, references(pieces));
    return obstacle.orElseGet(
        () -> new Attempt.Done(references(pieces).getOrDefault(document, "")));
  }

  /**
   * Practitioners and organizations belong to many patients, so they have lanes of their own: two
   * patients' lanes would otherwise create the same one twice.
   */
  private Optional<Attempt> shareDirectory(
      Delivery delivery, Piece piece, Optional<Ledger.Line> known) throws InterruptedException {
    var current =
        known
            .filter(line -> !line.unknown())
            .filter(line -> line.holds(piece) || line.asOf().isAfter(delivery.asOf()));
    if (current.isPresent()) {
      return Optional.empty();
    }
    var lane =
        parts
            .lanes()
            .claimSubject(
                hospital.finess(),
                Lane.ofDirectory(piece.identifier()),
                parts.owner(),
                parts.settings().lease());
    if (lane.isEmpty()) {
      return Optional.of(new Attempt.Waiting(DIRECTORY_BUSY_WAIT, "directory entry in the making"));
    }
    try {
      return parts.transmission().transmit(course(lane.get(), delivery), List.of(piece), Map.of());
    } finally {
      parts.lanes().release(lane.get());
    }
  }

  private Transmission.Course course(Lane lane, Delivery delivery) {
    return new Transmission.Course(client, lane, delivery.asOf(), delivery.id());
  }

  private Map<String, Ledger.Line> lines(List<Piece> pieces) {
    return parts.ledger().lines(hospital.finess(), pieces.stream().map(Piece::identifier).toList());
  }

  private Map<String, String> references(List<Piece> pieces) {
    var references = new HashMap<String, String>();
    lines(pieces)
        .values()
        .forEach(line ->
            Transmission.reference(line).ifPresent(at -> references.put(line.identifier(), at)));
    return references;
  }

  /** True when the breaker has been told how it went. */
  private boolean settle(Lanes.Claim claim, Attempt attempt) {
    var lane = claim.lane();
    var delivery = claim.delivery();
    switch (attempt) {
      case Attempt.Done(var reference) -> {
        finish(claim, reference);
        answered();
        return true;
      }
      case Attempt.NotTaken() -> {
        parts.lanes().notTaken(lane, delivery);
        return false;
      }
      case Attempt.Waiting(var wait, var words) -> {
        parts.lanes().postpone(lane, delivery, wait, false, words);
        return false;
      }
      case Attempt.Hopeless(var code, var words) -> {
        log.warn("delivery {} to {} needs a person: {}", delivery.id(), hospital.finess(), code);
        bury(claim, code, words);
        answered();
        return true;
      }
      case Attempt.Failed(var retryAfter, var words) -> {
        log.info("delivery {} to {} will be tried again", delivery.id(), hospital.finess());
        breaker.failed();
        parts.contacts().failed(hospital.finess(), words);
        retryOrBury(claim, retryAfter, words);
        return true;
      }
    }
  }

  private void finish(Lanes.Claim claim, String reference) {
    parts
        .transaction()
        .executeWithoutResult(_ -> {
          parts.lanes().delivered(claim.lane(), claim.delivery());
          tell(DeliveryNotice.delivered(claim.delivery(), hospital, reference, now()), claim);
        });
  }

  /** Sets a delivery aside for a person, and says so to those who wait for it. */
  private void bury(Lanes.Claim claim, String code, String words) {
    parts
        .transaction()
        .executeWithoutResult(_ -> {
          parts.lanes().bury(claim.lane(), claim.delivery(), code, words);
          tell(DeliveryNotice.failed(claim.delivery(), hospital, now()), claim);
        });
  }

  /** Owes the service a word on one delivery; a later word takes the place of an earlier one. */
  private void tell(Optional<String> notice, Lanes.Claim claim) {
    notice.ifPresent(json ->
        parts.calls().owe("delivery:" + claim.delivery().id(), "POST", "/api/v1/deliveries", json));
  }

  private Instant now() {
    return parts.clock().instant();
  }

  private void answered() {
    parts.contacts().succeeded(hospital.finess());
    if (breaker.succeeded()) {
      log.info("{} answers again", hospital.finess());
      parts.backlog().hasten(hospital.finess());
    }
  }

  private void retryOrBury(Lanes.Claim claim, Optional<Duration> retryAfter, String words) {
    var delivery = claim.delivery();
    var tried = Duration.between(delivery.retrySince(), now());
    if (tried.compareTo(parts.settings().retryWindow()) > 0) {
      bury(claim, "retry_window_over", words);
      return;
    }
    var wait =
        parts
            .settings()
            .backoff()
            .after(delivery.attempts() + 1, ThreadLocalRandom.current())
            .plus(parts.settings().settle());
    var asked = retryAfter.map(most -> min(most, RETRY_AFTER_MOST)).orElse(Duration.ZERO);
    parts
        .lanes()
        .postpone(claim.lane(), delivery, wait.compareTo(asked) > 0 ? wait : asked, true, words);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
