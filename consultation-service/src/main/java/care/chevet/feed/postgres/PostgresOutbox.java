package care.chevet.feed.postgres;

import care.chevet.feed.Outbox;
import care.chevet.feed.Subject;
import io.r2dbc.postgresql.codec.Json;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresOutbox implements Outbox {

  /** The channel on which a commit wakes whoever reads the feed. */
  static final String CHANNEL = "chevet_feed";

  private final DatabaseClient database;

  PostgresOutbox(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Void> append(String type, Subject subject, Instant occurredAt, String snapshotJson) {
    return database
        .sql(
            """
            select append_to_feed(:type, :occurredAt, :kind, :subject, :snapshot)
            """)
        .bind("subject", subject.id())
        .bind("type", type)
        .bind("occurredAt", occurredAt)
        .bind("kind", subject.kind())
        .bind("snapshot", Json.of(snapshotJson))
        .then();
  }
}
