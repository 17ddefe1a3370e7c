package care.chevet.audit;

import care.chevet.audit.ChainLink.Sha256;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The chain that the audit trail's entries are sealed in. */
public interface AuditChain {

  /**
   * How far the chain goes.
   *
   * @param sealed how many entries were sealed just now
   * @param checkpoint the position that was signed last; null before the first
   */
  record Head(
      int sealed,
      long position,
      Sha256 chain,
      @Nullable Long checkpoint,
      @Nullable Instant checkpointAt) {}

  /**
   * Gives places to at most so many entries that have none, in the caller's transaction; empty if
   * somebody else does so at this moment.
   */
  Mono<Head> seal(int most);

  /** Makes sure that the months to come have a place to be kept in. */
  Mono<Void> provideMonths(Instant from, int months);

  /** The links from a position on, in their order, at most so many. */
  Mono<List<ChainLink>> from(long position, int most);

  /** Where the link with this chain hash stands. */
  Mono<Long> positionOf(Sha256 chain);

  /** Whether a link was sealed after the one with this chain hash. */
  Mono<Boolean> isFollowed(Sha256 chain);

  /** The chain hash of the link at this position. */
  Mono<Sha256> at(long position);

  /** Entries with neither a place in the chain nor one among those that wait, at most so many. */
  Flux<Finding> outside(int most);

  /** How many entries wait for their place. */
  Mono<Long> waiting();

  Mono<Void> keep(Checkpoint checkpoint);

  /** All of them, in the order of their positions. */
  Flux<Checkpoint> checkpoints();
}
