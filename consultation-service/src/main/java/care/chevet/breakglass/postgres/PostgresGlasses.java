package care.chevet.breakglass.postgres;

import care.chevet.breakglass.BrokenGlass;
import care.chevet.breakglass.Glasses;
import care.chevet.breakglass.Sought;
import care.chevet.resident.Resident;
import care.chevet.resident.Residents;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresGlasses implements Glasses {
  private final DatabaseClient database;
  private final Residents residents;

  PostgresGlasses(DatabaseClient database, Residents residents) {
    this.database = database;
    this.residents = residents;
  }

  @Override
  public Flux<Resident> sought(Sought sought) {
    return switch (sought) {
      case Sought.ById(var id) -> residents.anywhere(id, null, null);
      case Sought.ByIns(var value) -> residents.anywhere(null, value, null);
      case Sought.ByName byName ->
          residents
              .anywhere(null, null, byName.birthDate())
              .filter(one -> byName.is(one.birthName()) || byName.is(one.usedName()));
    };
  }

  @Override
  public Mono<Void> keep(BrokenGlass broken) {
    return database
        .sql(
            """
            insert into broken_glass (id, resident, physician, reason, at, until)
            values (:id, :resident, :physician, :reason, :at, :until)
            """)
        .bind("id", broken.id())
        .bind("resident", broken.resident())
        .bind("physician", broken.physician())
        .bind("reason", broken.reason())
        .bind("at", broken.at())
        .bind("until", broken.until())
        .then();
  }
}
