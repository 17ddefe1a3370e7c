package care.chevet.fhir.exchange.postgres;

import care.chevet.fhir.exchange.Exchanges;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class PostgresExchanges implements Exchanges {

  private final JdbcClient jdbc;

  PostgresExchanges(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One row's worth of {@link #queues}. */
  private record Row(String hospital, Queue queue) {}

  @Override
  public Map<String, Queue> queues() {
    var queues = new HashMap<String, Queue>();
    jdbc.sql(
            """
            SELECT coalesce(waiting.hospital, contact.hospital) AS hospital,
              coalesce(waiting.queued, 0) AS queued, waiting.oldest,
              coalesce(waiting.dead, 0) AS dead,
              contact.last_success, contact.last_failure, contact.failure,
              (SELECT count(*) FROM finding
               WHERE finding.hospital = coalesce(waiting.hospital, contact.hospital)
                 AND closed_at IS NULL) AS findings
            FROM (SELECT hospital,
                    count(*) FILTER (WHERE state = 'queued') AS queued,
                    min(enqueued_at) FILTER (WHERE state = 'queued') AS oldest,
                    count(*) FILTER (WHERE state = 'dead') AS dead
                  FROM delivery WHERE state IN ('queued', 'dead') GROUP BY hospital) waiting
            FULL JOIN hospital_contact contact ON contact.hospital = waiting.hospital
            """)
        .query((row, _) -> new Row(row.getString("hospital"), queue(row)))
        .list()
        .forEach(row -> queues.put(row.hospital(), row.queue()));
    return queues;
  }

  private static Queue queue(ResultSet row) throws SQLException {
    return new Queue(
        row.getLong("queued"),
        instant(row, "oldest"),
        row.getLong("dead"),
        instant(row, "last_success"),
        instant(row, "last_failure"),
        row.getString("failure"),
        row.getLong("findings"));
  }

  @Override
  public List<DeadLetter> deadLetters(String hospital, int most) {
    return jdbc.sql(
            """
            SELECT * FROM delivery WHERE hospital = :hospital AND state = 'dead'
            ORDER BY id LIMIT :most
            """)
        .param("hospital", hospital)
        .param("most", most)
        .query((row, _) -> deadLetter(row))
        .list();
  }

  private static DeadLetter deadLetter(ResultSet row) throws SQLException {
    return new DeadLetter(
        row.getLong("id"),
        row.getString("consultation"),
        row.getObject("report_version", Integer.class),
        row.getTimestamp("enqueued_at").toInstant(),
        instant(row, "finished_at"),
        row.getInt("attempts"),
        row.getString("problem_code"),
        row.getString("problem_words"));
  }

  @Override
  public @Nullable String replay(long id) {
    return jdbc.sql(
            """
            UPDATE delivery SET state = 'queued', attempts = 0, finished_at = NULL,
              retry_since = now(), next_attempt_at = now()
            WHERE id = :id AND state = 'dead'
            RETURNING hospital
            """)
        .param("id", id)
        .query((row, _) -> row.getString("hospital"))
        .optional()
        .orElse(null);
  }

  @Override
  public List<OpenMatch> openMatches(int most) {
    return jdbc.sql(
            """
            SELECT * FROM patient_match WHERE outcome IN ('quarantined', 'review')
            ORDER BY decided_at LIMIT :most
            """)
        .param("most", most)
        .query((row, _) -> openMatch(row))
        .list();
  }

  private static OpenMatch openMatch(ResultSet row) throws SQLException {
    return new OpenMatch(
        row.getString("hospital"),
        row.getString("patient"),
        row.getString("outcome"),
        row.getString("reason"),
        List.of((String[]) row.getArray("candidates").getArray()),
        row.getTimestamp("decided_at").toInstant());
  }

  @Override
  public List<RulingView> rulings(int most) {
    return jdbc.sql(
            """
            SELECT * FROM match_ruling WHERE undone_at IS NULL ORDER BY id DESC LIMIT :most
            """)
        .param("most", most)
        .query((row, _) ->
            new RulingView(
                row.getString("hospital"),
                row.getString("patient"),
                row.getString("resident"),
                row.getString("verdict"),
                row.getString("ruled_by"),
                row.getTimestamp("ruled_at").toInstant()))
        .list();
  }

  @Override
  public List<Incident> incidents(String hospital, int most) {
    return jdbc.sql(
            """
            SELECT * FROM import_incident WHERE hospital = :hospital ORDER BY id DESC LIMIT :most
            """)
        .param("hospital", hospital)
        .param("most", most)
        .query((row, _) ->
            new Incident(
                row.getLong("id"),
                row.getString("source"),
                row.getString("what"),
                row.getString("code"),
                row.getString("words"),
                row.getTimestamp("noticed_at").toInstant()))
        .list();
  }

  @Override
  public List<DeadMessage> deadMessages(String hospital, int most) {
    return jdbc.sql(
            """
            SELECT * FROM hl7_outgoing WHERE hospital = :hospital AND state = 'dead'
            ORDER BY id LIMIT :most
            """)
        .param("hospital", hospital)
        .param("most", most)
        .query((row, _) ->
            new DeadMessage(
                row.getLong("id"),
                row.getString("consultation"),
                row.getInt("report_version"),
                row.getInt("attempts"),
                row.getString("problem"),
                row.getTimestamp("enqueued_at").toInstant()))
        .list();
  }

  @Override
  public boolean replayMessage(long id) {
    return jdbc.sql(
                """
                UPDATE hl7_outgoing SET state = 'queued', attempts = 0, finished_at = NULL,
                  next_attempt_at = now()
                WHERE id = :id AND state = 'dead'
                """)
            .param("id", id)
            .update()
        == 1;
  }

  @Override
  public long feedIncidents() {
    return count("SELECT count(*) FROM feed_incident");
  }

  @Override
  public long refusedCalls() {
    return count("SELECT count(*) FROM pending_call WHERE refused IS NOT NULL");
  }

  private long count(String sql) {
    return jdbc.sql(sql).query((row, _) -> row.getLong(1)).single();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var timestamp = row.getTimestamp(column);
    return timestamp == null ? null : timestamp.toInstant();
  }
}
