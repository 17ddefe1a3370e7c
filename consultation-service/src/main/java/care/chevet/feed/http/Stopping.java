package care.chevet.feed.http;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Tells answers that would go on for long that the service is about to stop: they end, and the rest
 * has time to finish. It stops before the web server does, which otherwise waits for them.
 */
@Component
public final class Stopping implements SmartLifecycle {
  private final Sinks.Empty<Void> begun = Sinks.empty();
  private volatile boolean running;

  /** Completes when the service begins to stop. */
  public Mono<Void> begun() {
    return begun.asMono();
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    var _ = begun.tryEmitEmpty();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
