package care.chevet.fhir.delivery.postgres;

import care.chevet.fhir.delivery.Delivery;
import care.chevet.fhir.delivery.FileKind;
import care.chevet.fhir.delivery.Lane;
import care.chevet.fhir.delivery.Lanes;
import care.chevet.fhir.delivery.LeaseLost;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Times are the database's own, so that two adapters agree whatever their clocks say. */
@Component
final class PostgresLanes implements Lanes {

  private final JdbcClient jdbc;
  private final TransactionOperations transaction;

  PostgresLanes(JdbcClient jdbc, TransactionOperations transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /** Makes a lane, unless it is there. */
  static void make(JdbcClient jdbc, String hospital, String subject) {
    var _ =
        jdbc.sql(
                """
                INSERT INTO lane (hospital, subject) VALUES (:hospital, :subject)
                ON CONFLICT DO NOTHING
                """)
            .param("hospital", hospital)
            .param("subject", subject)
            .update();
  }

  @Override
  public Optional<Claim> claim(String hospital, String owner, Duration lease) {
    var claim =
        transaction.execute(_ ->
            oldestDueLane(hospital).flatMap(subject -> claim(hospital, subject, owner, lease)));
    return claim == null ? Optional.empty() : claim;
  }

  private Optional<String> oldestDueLane(String hospital) {
    return jdbc.sql(
            """
            SELECT lane.subject
            FROM delivery JOIN lane USING (hospital, subject)
            WHERE delivery.state = 'queued' AND delivery.hospital = :hospital
              AND delivery.next_attempt_at <= now()
              AND (lane.leased_until IS NULL OR lane.leased_until <= now())
              AND NOT EXISTS (SELECT 1 FROM delivery earlier
                              WHERE earlier.hospital = delivery.hospital
                                AND earlier.subject = delivery.subject
                                AND earlier.state = 'queued' AND earlier.id < delivery.id)
            ORDER BY delivery.next_attempt_at, delivery.id
            LIMIT 1
            FOR UPDATE OF lane SKIP LOCKED
            """)
        .param("hospital", hospital)
        .query(String.class)
        .optional();
  }

  private Optional<Claim> claim(String hospital, String subject, String owner, Duration lease) {
    // Read again under the lane's lock: what the search saw may have been finished meanwhile.
    var head =
        jdbc.sql(
                """
                SELECT * FROM (
                  SELECT * FROM delivery
                  WHERE hospital = :hospital AND subject = :subject AND state = 'queued'
                  ORDER BY id LIMIT 1) head
                WHERE next_attempt_at <= now()
                """)
            .param("hospital", hospital)
            .param("subject", subject)
            .query((row, _) -> delivery(row))
            .optional();
    return head.flatMap(
        delivery -> take(hospital, subject, owner, lease).map(lane -> new Claim(lane, delivery)));
  }

  @Override
  public Optional<Lane> claimSubject(
      String hospital, String subject, String owner, Duration lease) {
    make(jdbc, hospital, subject);
    return take(hospital, subject, owner, lease);
  }

  private Optional<Lane> take(String hospital, String subject, String owner, Duration lease) {
    return jdbc.sql(
            """
            UPDATE lane SET fence = fence + 1, owner = :owner,
              leased_until = clock_timestamp() + :lease * interval '1 millisecond'
            WHERE hospital = :hospital AND subject = :subject
              AND (leased_until IS NULL OR leased_until <= clock_timestamp())
            RETURNING fence
            """)
        .param("owner", owner)
        .param("lease", lease.toMillis())
        .param("hospital", hospital)
        .param("subject", subject)
        .query(Long.class)
        .optional()
        .map(fence -> new Lane(hospital, subject, fence));
  }

  @Override
  public void guard(Lane lane) {
    var held =
        jdbc.sql(
                """
                SELECT 1 FROM lane
                WHERE hospital = :hospital AND subject = :subject AND fence = :fence
                FOR UPDATE
                """)
            .param("hospital", lane.hospital())
            .param("subject", lane.subject())
            .param("fence", lane.fence())
            .query(Integer.class)
            .optional();
    if (held.isEmpty()) {
      throw new LeaseLost(lane);
    }
  }

  @Override
  public void renew(Lane lane, Duration lease) {
    var renewed =
        jdbc.sql(
                """
                UPDATE lane SET leased_until = clock_timestamp() + :lease * interval '1 millisecond'
                WHERE hospital = :hospital AND subject = :subject AND fence = :fence
                """)
            .param("lease", lease.toMillis())
            .param("hospital", lane.hospital())
            .param("subject", lane.subject())
            .param("fence", lane.fence())
            .update();
    if (renewed == 0) {
      throw new LeaseLost(lane);
    }
  }

  @Override
  public void release(Lane lane) {
    var _ =
        jdbc.sql(
                """
                UPDATE lane SET leased_until = NULL, owner = NULL
                WHERE hospital = :hospital AND subject = :subject AND fence = :fence
                """)
            .param("hospital", lane.hospital())
            .param("subject", lane.subject())
            .param("fence", lane.fence())
            .update();
  }

  @Override
  public void delivered(Lane lane, Delivery delivery) {
    guard(lane);
    var _ =
        jdbc.sql(
                """
                UPDATE delivery SET state = 'delivered', finished_at = now(),
                  attempts = attempts + 1, problem_code = NULL, problem_words = NULL
                WHERE id = :id
                """)
            .param("id", delivery.id())
            .update();
    release(lane);
  }

  @Override
  public void notTaken(Lane lane, Delivery delivery) {
    transaction.executeWithoutResult(_ -> {
      guard(lane);
      var _ =
          jdbc.sql(
                  """
                  UPDATE delivery SET state = 'not-taken', finished_at = now(),
                    problem_code = NULL, problem_words = NULL
                  WHERE id = :id
                  """)
              .param("id", delivery.id())
              .update();
      release(lane);
    });
  }

  @Override
  public void postpone(Lane lane, Delivery delivery, Duration wait, boolean counted, String words) {
    transaction.executeWithoutResult(_ -> {
      guard(lane);
      var _ =
          jdbc.sql(
                  """
                  UPDATE delivery SET attempts = attempts + :counted, problem_words = :words,
                    next_attempt_at = clock_timestamp() + :wait * interval '1 millisecond'
                  WHERE id = :id
                  """)
              .param("counted", counted ? 1 : 0)
              .param("words", words)
              .param("wait", wait.toMillis())
              .param("id", delivery.id())
              .update();
      release(lane);
    });
  }

  @Override
  public void bury(Lane lane, Delivery delivery, String code, String words) {
    transaction.executeWithoutResult(_ -> {
      guard(lane);
      var _ =
          jdbc.sql(
                  """
                  UPDATE delivery SET state = 'dead', finished_at = now(),
                    attempts = attempts + 1, problem_code = :code, problem_words = :words
                  WHERE id = :id
                  """)
              .param("code", code)
              .param("words", words)
              .param("id", delivery.id())
              .update();
      release(lane);
    });
  }

  static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        row.getLong("id"),
        row.getString("hospital"),
        row.getString("subject"),
        FileKind.of(row.getString("kind")),
        row.getString("consultation"),
        row.getTimestamp("as_of").toInstant(),
        row.getString("snapshot"),
        row.getString("appointment") != null,
        row.getInt("attempts"),
        row.getTimestamp("retry_since").toInstant());
  }
}
