package care.chevet.consultation.postgres;

import care.chevet.consultation.ReservedTimes;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresReservedTimes implements ReservedTimes {
  private final DatabaseClient database;
  private final InstantSource clock;

  PostgresReservedTimes(DatabaseClient database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Mono<Void> release(UUID consultation, String reason, UUID by) {
    return database
        .sql(
            """
            select freed.id
            from booking join person on person.id = :by
            cross join lateral cancel_booking(booking.id, :reason, :by, person.role, :now) as freed
            where booking.consultation = :consultation and booking.state in ('held', 'booked')
            """)
        .bind("consultation", consultation)
        .bind("reason", reason)
        .bind("by", by)
        .bind("now", clock.instant())
        .then();
  }
}
