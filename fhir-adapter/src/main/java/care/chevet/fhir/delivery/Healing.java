package care.chevet.fhir.delivery;

import care.chevet.fhir.delivery.Findings.Finding;
import care.chevet.fhir.delivery.Findings.Kind;
import care.chevet.fhir.delivery.Findings.Outcome;
import care.chevet.fhir.hospital.Hospitals;
import care.chevet.fhir.mapping.Piece;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes what a hospital holds ours again: the delivery that sent it last is queued anew, and sends
 * what differs. Under the lane of what it touches, as every change of the ledger is.
 */
public final class Healing {

  /** What came of a heal. */
  public enum Result {
    QUEUED,
    /** A delivery holds the lane at this moment; ask again. */
    BUSY,
    /** Only a person at the hospital can mend this, or the hospital is not sent such a thing. */
    NOT_HEALABLE
  }

  private final Lanes lanes;
  private final Backlog backlog;
  private final Ledger ledger;
  private final Findings findings;
  private final Hospitals hospitals;
  private final TransactionOperations transaction;
  private final Duration lease;
  private final String owner;
  private final Consumer<String> wake;

  Healing(
      DeliveringToHospital.Parts parts,
      Findings findings,
      Hospitals hospitals,
      Consumer<String> wake) {
    this.lanes = parts.lanes();
    this.backlog = parts.backlog();
    this.ledger = parts.ledger();
    this.findings = findings;
    this.hospitals = hospitals;
    this.transaction = parts.transaction();
    this.lease = parts.settings().lease();
    this.owner = parts.owner();
    this.wake = wake;
  }

  /** Heals one finding: ours takes the place of whatever the hospital holds now. */
  public Result heal(Finding finding) {
    var found = finding.found();
    var line =
        Optional.ofNullable(
            ledger.lines(found.hospital(), List.of(found.identifier())).get(found.identifier()));
    var delivery = line.flatMap(known -> backlog.lastOf(known.delivery()));
    if (delivery.isEmpty()
        || !hospitals.taken(found.hospital()).include(found.resourceType())
        || found.kind() == Kind.DUPLICATED
        || found.kind() == Kind.EXTRA
        || (found.kind() != Kind.MISSING && found.remote().isEmpty())) {
      return Result.NOT_HEALABLE;
    }
    var subject =
        Piece.directory(found.resourceType())
            ? Lane.ofDirectory(found.identifier())
            : delivery.get().subject();
    var lane = lanes.claimSubject(found.hospital(), subject, owner, lease);
    if (lane.isEmpty()) {
      return Result.BUSY;
    }
    try {
      transaction.executeWithoutResult(_ -> {
        lanes.guard(lane.get());
        if (found.kind() == Kind.MISSING) {
          ledger.absent(found.hospital(), found.identifier());
          // What was sent with it refers to where it lay.
          ledger.doubt(found.hospital(), subject);
          backlog.requeueAll(found.hospital(), subject);
        } else {
          ledger.overwrite(found.hospital(), found.identifier(), found.remote().orElseThrow());
        }
        backlog.requeue(delivery.get().id());
        findings.close(finding.id(), Outcome.HEALED);
      });
    } finally {
      lanes.release(lane.get());
    }
    wake.accept(found.hospital());
    return Result.QUEUED;
  }

  /** Lets the difference stand. */
  public void dismiss(Finding finding) {
    findings.close(finding.id(), Outcome.DISMISSED);
  }
}
