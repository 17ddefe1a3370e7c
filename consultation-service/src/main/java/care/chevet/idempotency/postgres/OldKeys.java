package care.chevet.idempotency.postgres;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Forgets keys, and the answers kept with them, once no tablet can still be replaying its queue.
 */
@Component
final class OldKeys {
  private static final Duration KEPT = Duration.ofDays(7);

  private final DatabaseClient database;
  private final InstantSource clock;

  OldKeys(DatabaseClient database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT2M")
  Mono<Long> forget() {
    return database
        .sql("delete from idempotency_key where created_at < :before")
        .bind("before", clock.instant().minus(KEPT))
        .fetch()
        .rowsUpdated();
  }
}
