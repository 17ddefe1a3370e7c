package care.chevet.feed;

import care.chevet.access.OnBehalf;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Work that a replica does again at each signal, one pass at a time; signals during a pass count as
 * one. A pass that fails is tried again, soon and then less soon.
 */
public final class Rounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
  private static final Duration RETRY_FIRST = Duration.ofMillis(200);
  private static final Duration RETRY_LONGEST = Duration.ofSeconds(10);

  private final Disposable going;

  /**
   * @param breath the least time between two passes
   */
  public Rounds(String name, Flux<?> signals, Duration breath, Supplier<Mono<?>> pass) {
    this.going =
        signals
            .onBackpressureLatest()
            .concatMap(_ -> Mono.defer(pass).then(Mono.delay(breath)), 1)
            .doOnError(fault -> LOG.warn("{}: a pass failed: {}", name, fault.toString()))
            .retryWhen(
                Retry.backoff(Long.MAX_VALUE, RETRY_FIRST)
                    .maxBackoff(RETRY_LONGEST)
                    .transientErrors(true))
            .contextWrite(OnBehalf::ofTheService)
            .subscribe();
  }

  @Override
  public void close() {
    going.dispose();
  }
}
