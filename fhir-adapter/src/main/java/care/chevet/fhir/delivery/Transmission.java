package care.chevet.fhir.delivery;

import care.chevet.fhir.hospital.Answer;
import care.chevet.fhir.hospital.HospitalClient;
import care.chevet.fhir.hospital.Lookup;
import care.chevet.fhir.hospital.Outgoing;
import care.chevet.fhir.mapping.Piece;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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

  /** Rounds of reading anew and sending again after somebody else's change. */
  private static final int CONFLICT_ROUNDS = 2;

  /**
   * Where a transmission goes.
   *
   * @param asOf when what is sent was true
   * @param delivery what it is part of
   */
  record Course(HospitalClient client, Lane lane, Instant asOf, long delivery) {}

  private final Lanes lanes;
  private final Ledger ledger;
  private final Findings findings;
  private final TransactionOperations transaction;
  private final Duration lease;

  Transmission(
      Lanes lanes,
      Ledger ledger,
      Findings findings,
      TransactionOperations transaction,
      Duration lease) {
    this.lanes = lanes;
    this.ledger = ledger;
    this.findings = findings;
    this.transaction = transaction;
    this.lease = lease;
  }

  /**
   * What stands in the way, or nothing when the hospital holds all of {@code pieces}.
   *
   * @param references by identifier, where pieces outside of this transmission lie
   */
  Optional<Attempt> transmit(Course course, List<Piece> pieces, Map<String, String> references)
      throws InterruptedException {
    var changes = new Changes(course, ledger, findings, transaction);
    for (var round = 1; ; round++) {
      var lines = ledger.lines(course.lane().hospital(), identifiers(pieces));
      if (lines.values().stream().anyMatch(Ledger.Line::unknown)) {
        var unresolved = readBack(course, lines.values());
        if (unresolved.isPresent()) {
          return unresolved;
        }
        lines = ledger.lines(course.lane().hospital(), identifiers(pieces));
      }
      switch (changes.toSend(pieces, lines)) {
        case Changes.Plan.Blocked(var attempt) -> {
          return Optional.of(attempt);
        }
        case Changes.Plan.Send(var outgoing) when outgoing.isEmpty() -> {
          return Optional.empty();
        }
        case Changes.Plan.Send(var outgoing) -> {
          var answer = send(course, outgoing, lines, references);
          // After a conflict the hospital took nothing, for something is not as we believe: what
          // was
          // to be sent is unknown now, so the next round looks everything up.
          if (!(answer instanceof Answer.VersionConflict) || round == CONFLICT_ROUNDS) {
            return note(course.lane(), outgoing, answer);
          }
        }
      }
    }
  }

  private Answer send(
      Course course,
      List<Outgoing> outgoing,
      Map<String, Ledger.Line> lines,
      Map<String, String> references)
      throws InterruptedException {
    var lane = course.lane();
    var startedNanos = System.nanoTime();
    transaction.executeWithoutResult(_ -> {
      lanes.guard(lane);
      lanes.renew(lane, lease);
      ledger.intend(
          lane.hospital(),
          outgoing.stream().map(Outgoing::piece).toList(),
          course.asOf(),
          course.delivery());
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
    return course.client().send(outgoing, known);
  }

  /** Whatever may have arrived without our knowing is asked for before anything is sent again. */
  private Optional<Attempt> readBack(Course course, Collection<Ledger.Line> lines)
      throws InterruptedException {
    for (var line : lines) {
      if (line.unknown()) {
        lanes.renew(course.lane(), lease);
        var lookup = course.client().find(line.resourceType(), line.identifier());
        var obstacle = note(course.lane(), line, lookup);
        if (obstacle.isPresent()) {
          return obstacle;
        }
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
      case Lookup.Present present -> {
        var held = new Answer.Held(present.remoteId(), present.versionId());
        var hashes = Changes.recognised(ledger, lane.hospital(), line, present.resource());
        guarded(lane, () -> ledger.held(lane.hospital(), line.identifier(), held, hashes));
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
    var taken = new ArrayList<Ledger.Taken>();
    for (var each : outgoing) {
      var place = held.get(each.piece().identifier());
      if (place != null) {
        var hashes = Changes.hashes(ledger, lane.hospital(), each);
        taken.add(new Ledger.Taken(each.piece().identifier(), place, hashes));
      }
    }
    guarded(lane, () -> ledger.taken(lane.hospital(), taken));
    return Optional.empty();
  }

  static Optional<Attempt> obstacle(Answer answer) {
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
