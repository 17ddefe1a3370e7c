package care.chevet.access.postgres;

import care.chevet.access.CircleOfCare;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresCircleOfCare implements CircleOfCare {
  private final DatabaseClient database;

  PostgresCircleOfCare(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Void> enter(UUID resident, UUID person, UUID because, Instant since) {
    return database
        .sql(
            """
            insert into circle_of_care (resident, person, because, since)
            values (:resident, :person, :because, :since)
            on conflict (resident, person, because) do update set until = null
            """)
        .bind("resident", resident)
        .bind("person", person)
        .bind("because", because)
        .bind("since", since)
        .then();
  }

  @Override
  public Mono<Void> leave(UUID resident, UUID person, UUID because, Instant until) {
    return database
        .sql(
            """
            update circle_of_care set until = :until
            where resident = :resident and person = :person and because = :because
            """)
        .bind("resident", resident)
        .bind("person", person)
        .bind("because", because)
        .bind("until", until)
        .then();
  }

  @Override
  public Mono<Boolean> includes(UUID resident, UUID person, Instant at) {
    return database
        .sql(
            """
            select exists (
              select from circle_of_care
              where resident = :resident and person = :person
                and since <= :at and (until is null or until > :at)) as included
            """)
        .bind("resident", resident)
        .bind("person", person)
        .bind("at", at)
        .map(row -> Boolean.TRUE.equals(row.get("included", Boolean.class)))
        .one();
  }
}
