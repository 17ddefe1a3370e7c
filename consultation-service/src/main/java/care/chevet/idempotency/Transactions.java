package care.chevet.idempotency;

import care.chevet.problem.Outcome;
import reactor.core.publisher.Mono;

/**
 * Work done whole or not at all, in one database transaction. Inside another one, it joins that.
 */
public interface Transactions {
  <T> Mono<T> inOne(Mono<T> work);

  /** The same, and a refusal takes back whatever was written before it. */
  <T> Mono<Outcome<T>> unlessRefused(Mono<Outcome<T>> work);
}
