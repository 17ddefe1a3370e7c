package care.chevet.fhir.facade.bulk.postgres;

import care.chevet.fhir.facade.bulk.Exports;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
final class PostgresExports implements Exports {

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  PostgresExports(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  @Override
  public void keep(Job job) {
    var _ =
        jdbc.sql(
                """
                INSERT INTO export_job (id, hospital, types, since, request, as_of, expires_at)
                VALUES (:id, :hospital, :types, :since, :request, :asOf, :expiresAt)
                """)
            .param("id", job.id())
            .param("hospital", job.hospital())
            .param("types", job.types().toArray(String[]::new))
            .param("since", job.since().map(Timestamp::from).orElse(null), Types.TIMESTAMP)
            .param("request", job.request())
            .param("asOf", Timestamp.from(job.asOf()))
            .param("expiresAt", Timestamp.from(job.expiresAt()))
            .update();
  }

  @Override
  public int count(String hospital) {
    return jdbc.sql("SELECT count(*) FROM export_job WHERE hospital = :hospital")
        .param("hospital", hospital)
        .query(Integer.class)
        .single();
  }

  @Override
  public Optional<Job> byId(String hospital, String id) {
    return jdbc.sql("SELECT * FROM export_job WHERE hospital = :hospital AND id = :id")
        .param("hospital", hospital)
        .param("id", id)
        .query((row, _) -> job(row))
        .optional();
  }

  @Override
  public boolean drop(String hospital, String id) {
    return jdbc.sql("DELETE FROM export_job WHERE hospital = :hospital AND id = :id")
            .param("hospital", hospital)
            .param("id", id)
            .update()
        > 0;
  }

  @Override
  public List<File> files(String job) {
    return jdbc.sql(
            "SELECT number, resource_type, resources FROM export_file WHERE job = :job ORDER BY number")
        .param("job", job)
        .query((row, _) ->
            new File(row.getInt("number"), row.getString("resource_type"), row.getInt("resources")))
        .list();
  }

  @Override
  public Optional<byte[]> content(String hospital, String job, int number) {
    return jdbc.sql(
            """
            SELECT f.body FROM export_file f JOIN export_job j ON j.id = f.job
            WHERE j.hospital = :hospital AND j.id = :job AND j.state = 'done' AND f.number = :number
            """)
        .param("hospital", hospital)
        .param("job", job)
        .param("number", number)
        .query((row, _) -> row.getBytes("body"))
        .optional();
  }

  @Override
  public Optional<Job> claim(Instant now, Duration lease) {
    return transaction.execute(_ -> {
      var job =
          jdbc.sql(
                  """
                  UPDATE export_job SET run = run + 1, leased_until = :until
                  WHERE id = (
                    SELECT id FROM export_job
                    WHERE state = 'queued' AND (leased_until IS NULL OR leased_until < :now)
                    ORDER BY as_of LIMIT 1 FOR UPDATE SKIP LOCKED)
                  RETURNING *
                  """)
              .param("now", Timestamp.from(now))
              .param("until", Timestamp.from(now.plus(lease)))
              .query((row, _) -> job(row))
              .optional();
      job.ifPresent(this::empty);
      return job;
    });
  }

  private void empty(Job job) {
    var _ = jdbc.sql("DELETE FROM export_file WHERE job = :job").param("job", job.id()).update();
  }

  @Override
  public boolean add(Job job, File file, byte[] content, Instant leasedUntil) {
    return jdbc.sql(
                """
                WITH mine AS (
                  UPDATE export_job SET leased_until = :until
                  WHERE id = :job AND run = :run AND state = 'queued' RETURNING id)
                INSERT INTO export_file (job, number, resource_type, resources, body)
                SELECT id, :number, :type, :resources, :body FROM mine
                """)
            .param("until", Timestamp.from(leasedUntil))
            .param("job", job.id())
            .param("run", job.run())
            .param("number", file.number())
            .param("type", file.resourceType())
            .param("resources", file.resources())
            .param("body", content)
            .update()
        > 0;
  }

  @Override
  public void ended(Job job, State state, Instant at) {
    var _ =
        jdbc.sql(
                """
                UPDATE export_job SET state = :state, finished_at = :at
                WHERE id = :job AND run = :run AND state = 'queued'
                """)
            .param("state", state.name().toLowerCase(Locale.ROOT))
            .param("at", Timestamp.from(at))
            .param("job", job.id())
            .param("run", job.run())
            .update();
  }

  @Override
  public void forget(Instant now) {
    var _ =
        jdbc.sql("DELETE FROM export_job WHERE expires_at <= :now")
            .param("now", Timestamp.from(now))
            .update();
  }

  @Override
  public List<String> residents(String hospital, String after, int most) {
    return jdbc.sql(
            """
            SELECT patient FROM patient_match
            WHERE hospital = :hospital AND outcome = 'linked' AND patient > :after
            ORDER BY patient LIMIT :most
            """)
        .param("hospital", hospital)
        .param("after", after)
        .param("most", most)
        .query((row, _) -> row.getString("patient"))
        .list();
  }

  private static Job job(ResultSet row) throws SQLException {
    return new Job(
        row.getString("id"),
        row.getString("hospital"),
        Set.of((String[]) row.getArray("types").getArray()),
        Optional.ofNullable(row.getTimestamp("since")).map(Timestamp::toInstant),
        row.getString("request"),
        row.getTimestamp("as_of").toInstant(),
        row.getTimestamp("expires_at").toInstant(),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getInt("run"));
  }
}
