package care.chevet.consultation.postgres;

import care.chevet.consultation.GuestLinks;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresGuestLinks implements GuestLinks {
  private final DatabaseClient database;

  PostgresGuestLinks(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Void> end(UUID consultation, UUID by, Instant at) {
    return database
        .sql(
            """
            update guest set revoked_by = :by, revoked_at = :at, send_out_at = now()
            where consultation = :consultation and revoked_at is null
            """)
        .bind("consultation", consultation)
        .bind("by", by)
        .bind("at", at)
        .then();
  }
}
