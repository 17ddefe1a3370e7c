package care.chevet.scheduling.postgres;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Those who wait at the feed. They are woken after a booking's transaction, once for all bookings
 * of a short while: a notification inside each would make PostgreSQL commit them one by one. One
 * that is lost in a crash costs a reader the rest of its wait, no event.
 */
@Component
final class FeedReaders {

  private static final Logger LOG = LoggerFactory.getLogger(FeedReaders.class);
  private static final Duration GATHERING = Duration.ofMillis(50);

  private final DatabaseClient database;
  private final AtomicBoolean waking = new AtomicBoolean();

  FeedReaders(DatabaseClient database) {
    this.database = database;
  }

  void wake() {
    if (!waking.compareAndSet(false, true)) {
      return;
    }
    var _ =
        Mono.delay(GATHERING)
            .doOnNext(_ -> waking.set(false))
            .then(database.sql("select pg_notify('chevet_feed', '')").then())
            .subscribe(
                _ -> {},
                fault -> LOG.warn("readers of the feed were not woken: {}", fault.getMessage()));
  }
}
