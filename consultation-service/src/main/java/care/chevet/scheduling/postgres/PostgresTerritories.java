package care.chevet.scheduling.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.scheduling.Territories;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresTerritories implements Territories {

  private final DatabaseClient database;

  PostgresTerritories(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<List<Territory>> of(UUID physician) {
    return database
        .sql(
            """
            select t.id, t.name, exists (
              select from physician_territory p
              where p.physician = d.id and p.territory = t.id) as chosen
            from person d cross join territory t
            where d.id = $1 and d.role = 'physician'
            order by t.name, t.id
            """)
        .bind(0, physician)
        .map(PostgresTerritories::territory)
        .all()
        .collectList()
        .filter(found -> !found.isEmpty());
  }

  @Override
  public Mono<List<Territory>> write(UUID physician, Collection<UUID> territories) {
    return database
        .sql(
            """
            with bound as (select id from person where id = $1 and role = 'physician'),
            let_go as (
              delete from physician_territory p using bound b
              where p.physician = b.id and p.territory <> all ($2))
            insert into physician_territory
            select b.id, t.id from bound b join territory t on t.id = any($2)
            on conflict do nothing
            """)
        .bind(0, physician)
        .bind(1, territories.toArray(UUID[]::new))
        .then()
        .then(Mono.defer(() -> of(physician)));
  }

  private static Territory territory(Readable row) {
    return new Territory(
        column(row, "id", UUID.class),
        column(row, "name", String.class),
        column(row, "chosen", Boolean.class));
  }
}
