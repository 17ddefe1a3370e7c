package care.chevet.audit;

import care.chevet.audit.ChainLink.Sha256;
import care.chevet.audit.Finding.Kind;
import care.chevet.audit.Inspection.Break;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds what was changed, taken away, moved or put into the audit trail, and names it. Everything
 * is computed here and not in the database, whose owner may be the one who did it.
 */
public final class VerifyingTrail {
  private static final int PAGE = 2_000;

  private final AuditChain chain;
  private final CheckpointKeys keys;

  public VerifyingTrail(AuditChain chain, CheckpointKeys keys) {
    this.chain = chain;
    this.keys = keys;
  }

  /** A place in the chain that somebody noted earlier, outside of the database. */
  public record Anchor(long position, Sha256 chain) {

    /** Reads {@code POSITION:SHA256}. */
    public static Optional<Anchor> of(String text) {
      var colon = text.indexOf(':');
      try {
        return colon < 0
            ? Optional.empty()
            : Optional.of(
                new Anchor(
                    Long.parseLong(text.substring(0, colon)),
                    new Sha256(text.substring(colon + 1))));
      } catch (IllegalArgumentException _) {
        return Optional.empty();
      }
    }
  }

  /**
   * What came of it.
   *
   * @param entries how many have a place in the chain
   * @param waiting how many are still to get one
   * @param position where the chain ends
   * @param signed the last checkpoint that holds; null if there is none
   */
  public record Verdict(
      long entries,
      long waiting,
      long position,
      Sha256 chain,
      @Nullable Checkpoint signed,
      List<Finding> findings) {

    public boolean holds() {
      return findings.isEmpty();
    }
  }

  public Mono<Verdict> verify(Optional<Anchor> anchor) {
    var inspection = new Inspection();
    return walk(inspection)
        .then(
            Flux.defer(() -> Flux.fromIterable(inspection.breaks()))
                .concatMap(gap -> explain(gap, inspection))
                .then())
        .then(chain.outside(Inspection.FINDINGS_MAX).doOnNext(inspection::find).then())
        .then(Mono.defer(() -> checkpoints(inspection)))
        .flatMap(signed ->
            anchored(anchor, inspection)
                .then(chain.waiting())
                .map(waiting -> verdict(inspection, waiting, signed.orElse(null))));
  }

  private static Verdict verdict(Inspection inspection, long waiting, @Nullable Checkpoint signed) {
    return new Verdict(
        inspection.count(),
        waiting,
        inspection.end(),
        inspection.endChain(),
        signed,
        inspection.findings());
  }

  private Mono<Void> walk(Inspection inspection) {
    return page(1, inspection)
        .expand(size -> size < PAGE ? Mono.empty() : page(inspection.end() + 1, inspection))
        .then();
  }

  private Mono<Integer> page(long from, Inspection inspection) {
    return chain
        .from(from, PAGE)
        .map(links -> {
          links.forEach(inspection::next);
          return links.size();
        });
  }

  /**
   * Says what happened where a link does not follow the one before it. The one that it was sealed
   * after is nowhere: it was taken away. It comes later: the two changed places. It comes earlier,
   * and nothing was sealed after the one between: that one was put there. Otherwise a neighbour was
   * moved, which shows where it stands now.
   */
  private Mono<Void> explain(Break gap, Inspection inspection) {
    var link = gap.link();
    return chain
        .positionOf(link.previous())
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .flatMap(found -> {
          if (found.isEmpty()) {
            inspection.find(Inspection.removed(gap.before().position(), link.position()));
          } else if (found.get() > link.position()) {
            inspection.find(Finding.of(Kind.REORDERED, link));
          } else {
            return chain
                .isFollowed(gap.before().chain())
                .doOnNext(followed -> {
                  if (!followed) {
                    inspection.find(Finding.of(Kind.INSERTED, gap.before()));
                  } else if (inspection.findings().isEmpty()) {
                    inspection.find(Finding.of(Kind.REORDERED, link));
                  }
                })
                .then();
          }
          return Mono.empty();
        });
  }

  /** Compares what was signed with what is there; answers the last checkpoint that holds. */
  private Mono<Optional<Checkpoint>> checkpoints(Inspection inspection) {
    return chain
        .checkpoints()
        .concatMap(checkpoint ->
            chain
                .at(checkpoint.position())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(there -> new Signed(checkpoint, there)))
        .reduce(
            Optional.<Checkpoint>empty(),
            (lastGood, signed) -> judge(lastGood, signed, inspection) ? signed.now() : lastGood);
  }

  private record Signed(Checkpoint checkpoint, Optional<Sha256> there) {
    Optional<Checkpoint> now() {
      return Optional.of(checkpoint);
    }
  }

  private boolean judge(Optional<Checkpoint> lastGood, Signed signed, Inspection inspection) {
    var checkpoint = signed.checkpoint();
    var kind =
        switch (keys.judge(checkpoint)) {
          case FORGED -> Kind.CHECKPOINT_FORGED;
          case UNKNOWN_KEY -> Kind.CHECKPOINT_KEY_UNKNOWN;
          case GENUINE ->
              signed.there().filter(CheckpointKeys.chainOf(checkpoint)::equals).isPresent()
                  ? null
                  : Kind.REWRITTEN;
        };
    if (kind == Kind.REWRITTEN) {
      inspection.find(rewritten(lastGood, checkpoint));
    } else if (kind != null) {
      inspection.find(new Finding(kind, checkpoint.position(), null, null, checkpoint.at()));
    }
    return kind == null;
  }

  private static Finding rewritten(Optional<Checkpoint> lastGood, Checkpoint checkpoint) {
    return new Finding(
        Kind.REWRITTEN,
        lastGood.map(Checkpoint::position).orElse(0L) + 1,
        checkpoint.position(),
        null,
        checkpoint.at());
  }

  private Mono<Void> anchored(Optional<Anchor> anchor, Inspection inspection) {
    return Mono.justOrEmpty(anchor)
        .filterWhen(noted ->
            chain
                .at(noted.position())
                .map(there -> !there.equals(noted.chain()))
                .defaultIfEmpty(noted.position() > 0))
        .doOnNext(
            noted -> inspection.find(new Finding(Kind.REWRITTEN, 1L, noted.position(), null, null)))
        .then();
  }
}
