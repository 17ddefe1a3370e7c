package care.chevet.fhir.delivery;

import care.chevet.fhir.hospital.Answer;
import care.chevet.fhir.hospital.HospitalClient;
import care.chevet.fhir.hospital.Lookup;
import care.chevet.fhir.hospital.Outgoing;
import care.chevet.fhir.mapping.Piece;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Brings pieces to one hospital under a held lane: reads back what is unknown, sends what differs
 * from the ledger, and notes each step before and after it is taken.
 */
final class Transmission {

  private final HospitalClient client;
  private final Lanes lanes;
  private final Ledger ledger;
  private final TransactionOperations transaction;
  private final Duration lease;

  Transmission(
      HospitalClient client,
      Lanes lanes,
      Ledger ledger,
      TransactionOperations transaction,
      Duration lease) {
    this.client = client;
    this.lanes = lanes;
    this.ledger = ledger;
    this.transaction = transaction;
    this.lease = lease;
  }

  /**
   * What stands in the way, or nothing when the hospital holds all of {@code pieces}.
   *
   * @param references by identifier, where pieces outside of this transmission lie
   */
  Optional<Attempt> transmit(
      Lane lane, URI base, List<Piece> pieces, Instant asOf, Map<String, String> references)
      throws InterruptedException {
    var unresolved = readBack(lane, base, pieces);
    if (unresolved.isPresent()) {
      return unresolved;
    }
    var lines = ledger.lines(lane.hospital(), identifiers(pieces));
    var outgoing = changed(pieces, lines, asOf);
    if (outgoing.isEmpty()) {
      return Optional.empty();
    }
    var startedNanos = System.nanoTime();
    transaction.executeWithoutResult(_ -> {
      lanes.guard(lane);
      lanes.renew(lane, lease);
      ledger.intend(lane.hospital(), outgoing.stream().map(Outgoing::piece).toList(), asOf);
    });
    if (System.nanoTime() - startedNanos > lease.dividedBy(2).toNanos()) {
      // Too much of the lease went by while we stood still: another may hold the lane by the time
      // the hospital answers.
      throw new LeaseLost(lane);
    }
    var known = new HashMap<>(references);
    lines
        .values()
        .forEach(line -> reference(line).ifPresent(at -> known.put(line.identifier(), at)));
    return note(lane, outgoing, client.send(base, outgoing, known));
  }

  /** Whatever may have arrived without our knowing is asked for before anything is sent again. */
  private Optional<Attempt> readBack(Lane lane, URI base, List<Piece> pieces)
      throws InterruptedException {
    for (var line : ledger.lines(lane.hospital(), identifiers(pieces)).values()) {
      if (!line.unknown()) {
        continue;
      }
      lanes.renew(lane, lease);
      var lookup = client.find(base, line.resourceType(), line.identifier());
      var obstacle = note(lane, line, lookup);
      if (obstacle.isPresent()) {
        return obstacle;
      }
    }
    return Optional.empty();
  }

  private Optional<Attempt> note(Lane lane, Ledger.Line line, Lookup lookup) {
    return switch (lookup) {
      case Lookup.Absent() -> {
        guarded(lane, () -> ledger.absent(lane.hospital(), line.identifier()));
        yield Optional.empty();
      }
      case Lookup.Present(var remoteId, var version) -> {
        // A creation cannot have arrived otherwise than as sent; an update may or may not have.
        var hash = line.remote().isEmpty() ? line.sentHash() : Optional.<String>empty();
        var held = new Answer.Held(remoteId, version);
        guarded(lane, () -> ledger.held(lane.hospital(), line.identifier(), held, hash));
        yield Optional.empty();
      }
      case Lookup.Several(var count) ->
          Optional.of(
              new Attempt.Hopeless(
                  "several_matches",
                  count + " " + line.resourceType() + " bear our identifier " + line.identifier()));
      case Lookup.Failed(var answer) -> obstacle(answer);
    };
  }

  private Optional<Attempt> note(Lane lane, List<Outgoing> outgoing, Answer answer) {
    if (!(answer instanceof Answer.Accepted(var held))) {
      return obstacle(answer);
    }
    guarded(
        lane,
        () -> {
          for (var each : outgoing) {
            var piece = each.piece();
            var place = held.get(piece.identifier());
            if (place != null) {
              ledger.held(lane.hospital(), piece.identifier(), place, Optional.of(piece.hash()));
            }
          }
        });
    return Optional.empty();
  }

  private static Optional<Attempt> obstacle(Answer answer) {
    return switch (answer) {
      case Answer.Accepted _ -> Optional.empty();
      case Answer.Refused(_, var words) -> Optional.of(new Attempt.Hopeless("refused", words));
      case Answer.VersionConflict(_, var words) ->
          Optional.of(new Attempt.Failed(Optional.empty(), words));
      case Answer.TryLater(var words, var retryAfter) ->
          Optional.of(new Attempt.Failed(retryAfter, words));
      case Answer.Silence(var words) -> Optional.of(new Attempt.Failed(Optional.empty(), words));
    };
  }

  private static List<Outgoing> changed(
      List<Piece> pieces, Map<String, Ledger.Line> lines, Instant asOf) {
    var outgoing = new ArrayList<Outgoing>();
    for (var piece : pieces) {
      var line = lines.get(piece.identifier());
      if (line == null) {
        outgoing.add(new Outgoing(piece, Optional.empty()));
      } else if (!line.holds(piece) && !line.asOf().isAfter(asOf)) {
        outgoing.add(new Outgoing(piece, line.remote()));
      }
    }
    return outgoing;
  }

  static Optional<String> reference(Ledger.Line line) {
    return line.remote().map(held -> line.resourceType() + "/" + held.remoteId());
  }

  private static List<String> identifiers(List<Piece> pieces) {
    return pieces.stream().map(Piece::identifier).toList();
  }

  private void guarded(Lane lane, Runnable change) {
    transaction.executeWithoutResult(_ -> {
      lanes.guard(lane);
      change.run();
    });
  }
}
