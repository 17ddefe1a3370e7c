package care.chevet.fhir.service.postgres;

import care.chevet.fhir.service.PendingCalls;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class PostgresPendingCalls implements PendingCalls {

  private final JdbcClient jdbc;

  PostgresPendingCalls(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void owe(String key, String method, String path, String body) {
    var _ =
        jdbc.sql(
                """
                INSERT INTO pending_call (key, method, path, body)
                VALUES (:key, :method, :path, :body)
                ON CONFLICT (key) DO UPDATE
                SET method = excluded.method, path = excluded.path, body = excluded.body,
                    revision = pending_call.revision + 1, attempts = 0, refused = NULL,
                    next_attempt_at = now()
                """)
            .param("key", key)
            .param("method", method)
            .param("path", path)
            .param("body", body)
            .update();
  }

  @Override
  public Optional<PendingCall> claim(Instant now, Duration lease) {
    return jdbc.sql(
            """
            UPDATE pending_call SET next_attempt_at = :until, attempts = attempts + 1
            WHERE key = (SELECT key FROM pending_call
                         WHERE refused IS NULL AND next_attempt_at <= :now
                         ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING key, method, path, body, revision, attempts
            """)
        .param("now", Timestamp.from(now))
        .param("until", Timestamp.from(now.plus(lease)))
        .query(PendingCall.class)
        .optional();
  }

  @Override
  public void settled(PendingCall call) {
    var _ =
        jdbc.sql("DELETE FROM pending_call WHERE key = :key AND revision = :revision")
            .param("key", call.key())
            .param("revision", call.revision())
            .update();
  }

  @Override
  public void retryAt(PendingCall call, Instant at) {
    var _ =
        jdbc.sql(
                """
                UPDATE pending_call SET next_attempt_at = :at
                WHERE key = :key AND revision = :revision
                """)
            .param("at", Timestamp.from(at))
            .param("key", call.key())
            .param("revision", call.revision())
            .update();
  }

  @Override
  public void refused(PendingCall call, String reason) {
    var _ =
        jdbc.sql(
                """
                UPDATE pending_call SET refused = :reason
                WHERE key = :key AND revision = :revision
                """)
            .param("reason", reason)
            .param("key", call.key())
            .param("revision", call.revision())
            .update();
  }
}
