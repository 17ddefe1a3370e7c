package care.chevet.idempotency;

import reactor.core.publisher.Mono;

/** Work that is committed by itself, whatever becomes of the transaction around it. */
public interface OwnTransaction {
  <T> Mono<T> onItsOwn(Mono<T> work);
}
