package care.chevet.audit;

import care.chevet.audit.ChainLink.Sha256;
import care.chevet.audit.Finding.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One walk along the chain, link by link. What can be told from the links alone is found here;
 * where a link does not follow the one before it, the place is noted as a {@link Break}, and what
 * happened there takes a look at the rest of the chain.
 */
final class Inspection {

  /** More findings than anybody reads; after so many it is enough to know that there are more. */
  static final int FINDINGS_MAX = 200;

  /**
   * How long after a batch was sealed an entry may still turn up that was written before: longer
   * than any transaction may last.
   */
  static final Duration LATE = Duration.ofMinutes(2);

  /** A link that does not follow the one before it. */
  record Break(ChainLink link, ChainLink before) {}

  private final List<Finding> findings = new ArrayList<>();
  private final List<Break> breaks = new ArrayList<>();
  private long count;
  private @Nullable ChainLink last;

  /** When the batch before that of the last link was sealed. */
  private @Nullable Instant sealedBefore;

  void next(ChainLink link) {
    count++;
    var before = last;
    last = link;
    if (link.kept() == null) {
      find(Finding.of(Kind.ENTRY_REMOVED, link));
    } else if (!link.holdsItsEntry()) {
      find(Finding.of(Kind.ENTRY_CHANGED, link));
    }
    if (!link.holdsItself()) {
      find(Finding.of(Kind.LINK_CHANGED, link));
    }
    if (before == null) {
      first(link);
    } else {
      after(before, link);
    }
  }

  private void first(ChainLink link) {
    if (link.position() > 1) {
      find(removed(1, link.position() - 1));
    } else if (!link.previous().equals(Sha256.NOTHING)) {
      find(Finding.of(Kind.REORDERED, link));
    }
  }

  private void after(ChainLink before, ChainLink link) {
    if (link.sealedAt().isAfter(before.sealedAt())) {
      sealedBefore = before.sealedAt();
    }
    if (sealedBefore != null && link.entryAt().isBefore(sealedBefore.minus(LATE))) {
      find(Finding.of(Kind.INSERTED, link));
    }
    if (link.position() > before.position() + 1) {
      find(removed(before.position() + 1, link.position() - 1));
    } else if (!link.previous().equals(before.chain()) && breaks.size() < FINDINGS_MAX) {
      breaks.add(new Break(link, before));
    }
  }

  static Finding removed(long first, long last) {
    return new Finding(Kind.LINKS_REMOVED, first, last, null, null);
  }

  void find(Finding finding) {
    if (findings.size() < FINDINGS_MAX && !findings.contains(finding)) {
      findings.add(finding);
    }
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  List<Break> breaks() {
    return List.copyOf(breaks);
  }

  long count() {
    return count;
  }

  /** Where the chain ends; 0 if there is none. */
  long end() {
    return last == null ? 0 : last.position();
  }

  Sha256 endChain() {
    return last == null ? Sha256.NOTHING : last.chain();
  }
}
