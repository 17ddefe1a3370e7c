package care.chevet.fhir.delivery;

import care.chevet.fhir.hospital.Answer.Held;
import care.chevet.fhir.hospital.Lookup;
import care.chevet.fhir.hospital.Outgoing;
import care.chevet.fhir.mapping.Canonical;
import care.chevet.fhir.mapping.Piece;
import care.chevet.fhir.mapping.Rebasing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What of a transmission differs from what the hospital holds. Where the hospital may have changed
 * a resource itself, it is read anew and ours is laid over it, each side keeping what it owns.
 */
final class Changes {

  /** What to do next. */
  sealed interface Plan {

    record Send(List<Outgoing> outgoing) implements Plan {

      public Send {
        outgoing = List.copyOf(outgoing);
      }
    }

    record Blocked(Attempt attempt) implements Plan {}
  }

  private final Transmission.Course course;
  private final Ledger ledger;
  private final Findings findings;
  private final TransactionOperations transaction;
  private final String hospital;

  Changes(
      Transmission.Course course,
      Ledger ledger,
      Findings findings,
      TransactionOperations transaction) {
    this.course = course;
    this.ledger = ledger;
    this.findings = findings;
    this.transaction = transaction;
    this.hospital = course.lane().hospital();
  }

  Plan toSend(List<Piece> pieces, Map<String, Ledger.Line> lines) throws InterruptedException {
    var outgoing = new ArrayList<Outgoing>();
    for (var piece : pieces) {
      var line = lines.get(piece.identifier());
      if (line == null) {
        outgoing.add(new Outgoing(piece, Optional.empty()));
      } else if (!line.holds(piece) && !line.asOf().isAfter(course.asOf())) {
        var blocked = update(piece, line, outgoing);
        if (blocked.isPresent()) {
          return new Plan.Blocked(blocked.get());
        }
      }
    }
    return new Plan.Send(outgoing);
  }

  private Optional<Attempt> update(Piece piece, Ledger.Line line, List<Outgoing> outgoing)
      throws InterruptedException {
    if (line.remote().isEmpty() || line.content().isPresent() || line.overwrite()) {
      outgoing.add(new Outgoing(piece, line.remote()));
      return Optional.empty();
    }
    var lookup = course.client().read(line.resourceType(), line.remote().get().remoteId());
    return switch (lookup) {
      case Lookup.Present present -> rebase(piece, present, outgoing);
      case Lookup.Absent() -> {
        // Deleted there since: it is made anew, under the same identifier.
        transaction.executeWithoutResult(_ -> ledger.absent(hospital, piece.identifier()));
        outgoing.add(new Outgoing(piece, Optional.empty()));
        yield Optional.empty();
      }
      case Lookup.Several _ -> Optional.empty();
      case Lookup.Failed(var answer) -> Transmission.obstacle(answer);
    };
  }

  private Optional<Attempt> rebase(Piece piece, Lookup.Present theirs, List<Outgoing> outgoing) {
    var identifiers = identifiers(ledger, hospital, theirs.resource());
    var held = new Held(theirs.remoteId(), theirs.versionId());
    switch (Rebasing.rebase(piece, theirs.resource(), identifiers)) {
      case Rebasing.Outcome.Rebased(var json) -> {
        var content = Canonical.hash(theirs.resource(), identifiers);
        if (content.equals(content(ledger, hospital, json))) {
          var hashes = new Ledger.Hashes(piece.hash(), content);
          transaction.executeWithoutResult(
              _ -> ledger.held(hospital, piece.identifier(), held, Optional.of(hashes)));
        } else {
          outgoing.add(new Outgoing(piece, Optional.of(held), json));
        }
        return Optional.empty();
      }
      case Rebasing.Outcome.Contested(var reason) -> {
        findings.note(
            new Findings.Found(
                hospital,
                Findings.Kind.CONFLICT,
                piece.resourceType(),
                piece.identifier(),
                Optional.of(held),
                reason));
        return Optional.of(
            new Attempt.Hopeless("conflict", piece.resourceType() + " at the hospital: " + reason));
      }
    }
  }

  /** Which of the forms that we know of a resource the hospital holds, if any. */
  static Optional<Ledger.Hashes> recognised(
      Ledger ledger, String hospital, Ledger.Line line, JsonNode resource) {
    var content = Canonical.hash(resource, identifiers(ledger, hospital, resource));
    var sent = line.sent().filter(hashes -> hashes.content().equals(content));
    if (sent.isPresent()) {
      return sent;
    }
    if (line.hash().isPresent() && line.content().filter(content::equals).isPresent()) {
      return Optional.of(new Ledger.Hashes(line.hash().get(), content));
    }
    return Optional.empty();
  }

  /** The hashes of what was sent, after the hospital has taken it. */
  static Ledger.Hashes hashes(Ledger ledger, String hospital, Outgoing sent) {
    var piece = sent.piece();
    return sent.json().equals(piece.json())
        ? Ledger.Hashes.of(piece)
        : new Ledger.Hashes(piece.hash(), content(ledger, hospital, sent.json()));
  }

  private static String content(Ledger ledger, String hospital, String json) {
    var resource = JsonMapper.shared().readTree(json);
    return Canonical.hash(resource, identifiers(ledger, hospital, resource));
  }

  static Map<String, String> identifiers(Ledger ledger, String hospital, JsonNode resource) {
    return ledger.identifiersAt(hospital, Canonical.places(resource));
  }
}
