package care.chevet.fhir.hl7.postgres;

import care.chevet.fhir.hl7.Hl7Messages;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class PostgresHl7Messages implements Hl7Messages {

  private final JdbcClient jdbc;

  PostgresHl7Messages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<String> answered(String hospital, String controlId) {
    return jdbc.sql(
            """
            SELECT answer FROM hl7_received
            WHERE hospital = :hospital AND control_id = :controlId
            """)
        .param("hospital", hospital)
        .param("controlId", controlId)
        .query(String.class)
        .optional();
  }

  @Override
  public void received(String hospital, String controlId, String sha256, String answer) {
    var _ =
        jdbc.sql(
                """
                INSERT INTO hl7_received (hospital, control_id, sha256, answer)
                VALUES (:hospital, :controlId, :sha256, :answer) ON CONFLICT DO NOTHING
                """)
            .param("hospital", hospital)
            .param("controlId", controlId)
            .param("sha256", sha256)
            .param("answer", answer)
            .update();
  }

  @Override
  public void enqueue(
      String hospital, String consultation, int reportVersion, String snapshot, String controlId) {
    var _ =
        jdbc.sql(
                """
                INSERT INTO hl7_outgoing
                  (hospital, consultation, report_version, snapshot, control_id)
                VALUES (:hospital, :consultation, :version, :snapshot, :controlId)
                ON CONFLICT (hospital, consultation, report_version) DO NOTHING
                """)
            .param("hospital", hospital)
            .param("consultation", consultation)
            .param("version", reportVersion)
            .param("snapshot", snapshot)
            .param("controlId", controlId)
            .update();
  }

  @Override
  public Optional<Outgoing> head(String hospital) {
    return jdbc.sql(
            """
            SELECT id, consultation, snapshot, control_id, attempts FROM (
              SELECT * FROM hl7_outgoing
              WHERE hospital = :hospital AND state = 'queued' ORDER BY id LIMIT 1) oldest
            WHERE next_attempt_at <= now()
            """)
        .param("hospital", hospital)
        .query(Outgoing.class)
        .optional();
  }

  @Override
  public void accepted(Outgoing message) {
    finish(message, "accepted", null);
  }

  @Override
  public void bury(Outgoing message, String problem) {
    finish(message, "dead", problem);
  }

  private void finish(Outgoing message, String state, @Nullable String problem) {
    var _ =
        jdbc.sql(
                """
                UPDATE hl7_outgoing SET state = :state, finished_at = now(), problem = :problem,
                  attempts = attempts + 1
                WHERE id = :id AND state = 'queued'
                """)
            .param("state", state)
            .param("problem", problem)
            .param("id", message.id())
            .update();
  }

  @Override
  public void postpone(Outgoing message, Duration wait, String problem) {
    var _ =
        jdbc.sql(
                """
                UPDATE hl7_outgoing SET attempts = attempts + 1, problem = :problem,
                  next_attempt_at = now() + :wait * interval '1 millisecond'
                WHERE id = :id AND state = 'queued'
                """)
            .param("problem", problem)
            .param("wait", wait.toMillis())
            .param("id", message.id())
            .update();
  }
}
