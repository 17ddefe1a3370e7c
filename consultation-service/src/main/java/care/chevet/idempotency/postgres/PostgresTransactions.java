package care.chevet.idempotency.postgres;

import care.chevet.idempotency.OwnTransaction;
import care.chevet.idempotency.Transactions;
import care.chevet.problem.Outcome;
import care.chevet.problem.postgres.Deadlocks;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import reactor.core.publisher.Mono;

@Component
final class PostgresTransactions implements Transactions, OwnTransaction {
  private final TransactionalOperator operator;
  private final TransactionalOperator another;

  PostgresTransactions(ReactiveTransactionManager manager) {
    this.operator = TransactionalOperator.create(manager);
    this.another =
        TransactionalOperator.create(
            manager,
            new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
  }

  @Override
  public <T> Mono<T> inOne(Mono<T> work) {
    return operator.transactional(work);
  }

  @Override
  public <T> Mono<T> onItsOwn(Mono<T> work) {
    return another.transactional(work);
  }

  @Override
  public <T> Mono<Outcome<T>> unlessRefused(Mono<Outcome<T>> work) {
    var once =
        operator
            .execute(transaction ->
                work.doOnNext(outcome -> {
                  if (outcome instanceof Outcome.Refused) {
                    transaction.setRollbackOnly();
                  }
                }))
            // Not next(): it would cancel after the first signal, and a cancelled transaction is
            // rolled
            // back.
            .singleOrEmpty();
    return Deadlocks.outlive(once);
  }
}
