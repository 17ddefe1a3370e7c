package care.chevet.fhir.delivery.postgres;

import care.chevet.fhir.delivery.Reconciliations;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class PostgresReconciliations implements Reconciliations {

  private final JdbcClient jdbc;

  PostgresReconciliations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void plan(String hospital, Instant dueAt) {
    var _ =
        jdbc.sql(
                """
                INSERT INTO reconciliation (hospital, due_at) VALUES (:hospital, :dueAt)
                ON CONFLICT DO NOTHING
                """)
            .param("hospital", hospital)
            .param("dueAt", Timestamp.from(dueAt))
            .update();
  }

  @Override
  public Optional<Run> claim(Duration lease) {
    return jdbc.sql(
            """
            UPDATE reconciliation SET started_at = now()
            WHERE id = (SELECT id FROM reconciliation
                        WHERE finished_at IS NULL AND due_at <= now()
                          AND (started_at IS NULL
                               OR started_at < now() - :lease * interval '1 millisecond')
                        ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, hospital
            """)
        .param("lease", lease.toMillis())
        .query(Run.class)
        .optional();
  }

  @Override
  public void finished(Run run, long checked, Optional<String> failure) {
    var _ =
        jdbc.sql(
                """
                UPDATE reconciliation SET finished_at = now(), checked = :checked, failure = :failure
                WHERE id = :id
                """)
            .param("checked", checked)
            .param("failure", failure.orElse(null))
            .param("id", run.id())
            .update();
  }

  @Override
  public Optional<Last> last(String hospital) {
    return jdbc.sql(
            """
            SELECT due_at, started_at, finished_at, checked, failure FROM reconciliation
            WHERE hospital = :hospital AND due_at <= now() ORDER BY due_at DESC LIMIT 1
            """)
        .param("hospital", hospital)
        .query((row, _) ->
            new Last(
                row.getTimestamp("due_at").toInstant(),
                instant(row.getTimestamp("started_at")),
                instant(row.getTimestamp("finished_at")),
                row.getLong("checked"),
                row.getString("failure")))
        .optional();
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
