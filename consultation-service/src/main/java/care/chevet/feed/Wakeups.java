package care.chevet.feed;

import reactor.core.publisher.Flux;

/** A signal, here and in every other replica, each time that a transaction with events commits. */
public interface Wakeups {

  /**
   * Never ends. A signal may come without cause, and several may come as one; none is lost for
   * long.
   */
  Flux<Long> signals();
}
