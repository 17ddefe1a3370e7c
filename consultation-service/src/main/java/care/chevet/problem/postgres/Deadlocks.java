package care.chevet.problem.postgres;

import io.r2dbc.spi.R2dbcException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/**
 * Transactions that PostgreSQL gave up for a rival's sake, when each waited for the other. Nothing
 * of them was kept, so they are simply done again.
 */
public final class Deadlocks {

  /** PostgreSQL, Appendix A: deadlock_detected. */
  private static final String DETECTED = "40P01";

  private static final int AGAIN_MAX = 3;

  private Deadlocks() {}

  /** The same work, done again after a deadlock unless it is part of a larger transaction. */
  public static <T> Mono<T> outlive(Mono<T> work) {
    return outlive(work, AGAIN_MAX);
  }

  private static <T> Mono<T> outlive(Mono<T> work, int left) {
    return work.onErrorResume(
        Deadlocks::isOne,
        fault ->
            left == 0
                ? Mono.error(fault)
                : insideTransaction()
                    .flatMap(inside -> inside ? Mono.error(fault) : outlive(work, left - 1)));
  }

  private static Mono<Boolean> insideTransaction() {
    return TransactionSynchronizationManager.forCurrentTransaction()
        .map(TransactionSynchronizationManager::isActualTransactionActive)
        .onErrorReturn(NoTransactionException.class, false);
  }

  private static boolean isOne(Throwable fault) {
    for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof R2dbcException refused && DETECTED.equals(refused.getSqlState())) {
        return true;
      }
    }
    return false;
  }
}
