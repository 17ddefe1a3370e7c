package care.chevet.audit.postgres;

import care.chevet.audit.Looks;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

@Component
final class PostgresLooks implements Looks {
  private static final String OLDER =
      """
      and (at, id) < (
        select b.at, b.id from audit_entry b where b.id = :before and b.resident = :resident)
      """;

  private final DatabaseClient database;

  PostgresLooks(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Flux<Look> at(UUID resident, @Nullable Long before, int most) {
    var statement =
        database
            .sql(
                """
                select e.*, coalesce(p.display_name, h.name) as display_name, g.reason
                from (
                  select * from audit_entry
                  where resident = :resident %s
                  order by at desc, id desc
                  limit :most) e
                left join person p on p.id = as_uuid(e.who)
                left join hospital h on e.role = 'hospital' and h.id = as_uuid(e.who)
                left join broken_glass g on g.id = e.because
                order by e.at desc, e.id desc
                """
                    .formatted(before == null ? "" : OLDER))
            .bind("resident", resident)
            .bind("most", most);
    return (before == null ? statement : statement.bind("before", before))
        .map(row ->
            new Look(
                KeptEntries.entry(row),
                row.get("display_name", String.class),
                row.get("reason", String.class)))
        .all();
  }
}
