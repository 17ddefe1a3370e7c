package care.chevet.audit;

import care.chevet.idempotency.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/**
 * Gives the entries of the trail their places in the chain, soon after they were written, and signs
 * the chain from time to time. One replica does so at a time.
 */
public final class SealingTrail {

  /** How often it looks for entries. */
  public static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** How old the last signature may be before new entries get another. */
  static final Duration SIGNED_EVERY = Duration.ofMinutes(1);

  /** How many entries may be without a signature over them. */
  static final int UNSIGNED_MAX = 10_000;

  /** Small enough that one transaction stays short. */
  static final int BATCH = 2_000;

  private static final int MONTHS_AHEAD = 12;

  private final AuditChain chain;
  private final CheckpointKeys keys;
  private final Transactions transactions;
  private final InstantSource clock;

  public SealingTrail(
      AuditChain chain, CheckpointKeys keys, Transactions transactions, InstantSource clock) {
    this.chain = chain;
    this.keys = keys;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Seals all that waits now. */
  public Mono<Void> pass() {
    return batch().expand(sealed -> sealed < BATCH ? Mono.empty() : batch()).then();
  }

  /** Makes room for the months to come. */
  public Mono<Void> provideMonths() {
    return chain.provideMonths(clock.instant(), MONTHS_AHEAD);
  }

  private Mono<Integer> batch() {
    return transactions.inOne(
        chain.seal(BATCH).flatMap(head -> signed(head).thenReturn(head.sealed())));
  }

  private Mono<Void> signed(AuditChain.Head head) {
    var now = clock.instant();
    var last = head.checkpoint() == null ? 0 : head.checkpoint();
    var at = head.checkpointAt();
    var due =
        at == null
            || !now.isBefore(at.plus(SIGNED_EVERY))
            || head.position() - last >= UNSIGNED_MAX;
    return due && head.position() > last ? chain.keep(keys.sign(head, now)) : Mono.empty();
  }
}
