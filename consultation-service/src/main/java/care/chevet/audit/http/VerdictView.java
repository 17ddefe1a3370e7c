package care.chevet.audit.http;

import care.chevet.audit.Checkpoint;
import care.chevet.audit.Finding;
import care.chevet.audit.VerifyingTrail.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the audit trail holds.
 *
 * @param waiting entries that are still to be sealed
 * @param head where the chain ends, to be noted down and sent as {@code anchor} another time
 */
record VerdictView(
    boolean holds,
    long entries,
    long waiting,
    String head,
    @Nullable SignedView signed,
    List<FindingView> findings) {

  record SignedView(long position, Instant at, String jws) {
    static SignedView of(Checkpoint checkpoint) {
      return new SignedView(checkpoint.position(), checkpoint.at(), checkpoint.jws());
    }
  }

  record FindingView(
      String kind,
      @Nullable Long position,
      @Nullable Long lastPosition,
      @Nullable Long entry,
      @Nullable Instant at) {
    static FindingView of(Finding finding) {
      return new FindingView(
          finding.kind().code(),
          finding.position(),
          finding.lastPosition(),
          finding.entry(),
          finding.at());
    }
  }

  static VerdictView of(Verdict verdict) {
    var signed = verdict.signed();
    return new VerdictView(
        verdict.holds(),
        verdict.entries(),
        verdict.waiting(),
        verdict.position() + ":" + verdict.chain().hex(),
        signed == null ? null : SignedView.of(signed),
        verdict.findings().stream().map(FindingView::of).toList());
  }
}
