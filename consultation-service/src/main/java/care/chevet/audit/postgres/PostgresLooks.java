package care.chevet.audit.postgres;

import care.chevet.audit.Looks;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

@Component
final class PostgresLooks implements Looks {
  private final DatabaseClient database;

  PostgresLooks(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Flux<Look> at(UUID resident, @Nullable Long before, int most) {
    var last = before == null ? Long.MAX_VALUE : before;
    return database
        .sql(
            """
            select e.*, p.display_name
            from (
              select * from audit_entry
              where resident = :resident
                and (at, id) < coalesce(
                  (select (b.at, b.id) from audit_entry b where b.id = :before and b.resident = :resident),
                  ('infinity'::timestamptz, :before))
              order by at desc, id desc
              limit :most) e
            left join person p on p.id = as_uuid(e.who)
            order by e.at desc, e.id desc
            """)
        .bind("resident", resident)
        .bind("before", last)
        .bind("most", most)
        .map(row -> new Look(KeptEntries.entry(row), row.get("display_name", String.class)))
        .all();
  }
}
