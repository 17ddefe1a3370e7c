package care.chevet.fhir.facade.subscription.postgres;

import care.chevet.fhir.facade.subscription.Subscriptions;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class PostgresSubscriptions implements Subscriptions {

  private final JdbcClient jdbc;

  PostgresSubscriptions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void keep(Wish wish, Instant at) {
    var _ =
        jdbc.sql(
                """
                INSERT INTO hook_subscription (id, hospital, topic, patient, endpoint, headers,
                  content, heartbeat_s, ends_at, created_at)
                VALUES (:id, :hospital, :topic, :patient, :endpoint, :headers,
                  :content, :heartbeat, :endsAt, :at)
                """)
            .param("id", wish.id())
            .param("hospital", wish.hospital())
            .param("topic", wish.topic())
            .param("patient", wish.patient().orElse(null))
            .param("endpoint", wish.endpoint().toString())
            .param("headers", wish.headers().toArray(String[]::new))
            .param("content", wish.content().code())
            .param(
                "heartbeat",
                wish.heartbeat().map(Duration::toSeconds).map(Math::toIntExact).orElse(null),
                Types.INTEGER)
            .param("endsAt", wish.endsAt().map(Timestamp::from).orElse(null), Types.TIMESTAMP)
            .param("at", Timestamp.from(at))
            .update();
  }

  @Override
  public int count(String hospital) {
    return jdbc.sql("SELECT count(*) FROM hook_subscription WHERE hospital = :hospital")
        .param("hospital", hospital)
        .query(Integer.class)
        .single();
  }

  @Override
  public Optional<Standing> byId(String hospital, String id) {
    return jdbc.sql("SELECT * FROM hook_subscription WHERE hospital = :hospital AND id = :id")
        .param("hospital", hospital)
        .param("id", id)
        .query((row, _) -> standing(row))
        .optional();
  }

  @Override
  public List<Standing> of(String hospital) {
    return jdbc.sql("SELECT * FROM hook_subscription WHERE hospital = :hospital ORDER BY id")
        .param("hospital", hospital)
        .query((row, _) -> standing(row))
        .list();
  }

  @Override
  public boolean drop(String hospital, String id) {
    return jdbc.sql("DELETE FROM hook_subscription WHERE hospital = :hospital AND id = :id")
            .param("hospital", hospital)
            .param("id", id)
            .update()
        > 0;
  }

  @Override
  public void occurred(
      String hospital, String topic, Optional<String> patient, String focus, Instant at) {
    // The row is locked by its counting, so that numbers follow one another without a gap.
    var _ =
        jdbc.sql(
                """
                WITH counted AS (
                  UPDATE hook_subscription s SET events = events + 1, next_attempt_at =
                    CASE WHEN attempts = 0 THEN :at::timestamptz ELSE next_attempt_at END
                  WHERE s.hospital = :hospital AND s.topic = :topic AND s.state <> 'error'
                    AND (s.ends_at IS NULL OR s.ends_at > :at)
                    AND (s.patient IS NULL OR s.patient = :patient)
                    AND NOT EXISTS (
                      SELECT FROM hook_event e WHERE e.subscription = s.id AND e.focus = :focus)
                  RETURNING id, events)
                INSERT INTO hook_event (subscription, number, focus, at)
                SELECT id, events, :focus, :at::timestamptz FROM counted
                """)
            .param("hospital", hospital)
            .param("topic", topic)
            .param("patient", patient.orElse(null), Types.VARCHAR)
            .param("focus", focus)
            .param("at", Timestamp.from(at))
            .update();
  }

  @Override
  public List<Event> events(String id, long after, long upTo, int most) {
    return jdbc.sql(
            """
            SELECT number, focus, at FROM hook_event
            WHERE subscription = :id AND number > :after AND number <= :upTo
            ORDER BY number LIMIT :most
            """)
        .param("id", id)
        .param("after", after)
        .param("upTo", upTo)
        .param("most", most)
        .query((row, _) ->
            new Event(
                row.getLong("number"), row.getString("focus"), row.getTimestamp("at").toInstant()))
        .list();
  }

  @Override
  public Optional<Standing> claim(Instant now, Duration lease) {
    return jdbc.sql(
            """
            UPDATE hook_subscription SET leased_until = :until
            WHERE id = (
              SELECT id FROM hook_subscription
              WHERE state IN ('requested', 'active')
                AND (leased_until IS NULL OR leased_until < :now)
                AND (ends_at IS NULL OR ends_at > :now)
                AND next_attempt_at <= :now
                AND (state = 'requested' OR told < events
                  OR (heartbeat_s IS NOT NULL
                    AND last_told_at + make_interval(secs => heartbeat_s) <= :now))
              ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING *
            """)
        .param("now", Timestamp.from(now))
        .param("until", Timestamp.from(now.plus(lease)))
        .query((row, _) -> standing(row))
        .optional();
  }

  @Override
  public void acknowledged(String id, long told, Instant at) {
    var _ =
        jdbc.sql(
                """
                UPDATE hook_subscription SET state = 'active', told = greatest(told, :told),
                  attempts = 0, failing_since = NULL, reason = NULL, leased_until = NULL,
                  last_told_at = :at, next_attempt_at = :at
                WHERE id = :id
                """)
            .param("id", id)
            .param("told", told)
            .param("at", Timestamp.from(at))
            .update();
  }

  @Override
  public void failed(String id, String reason, Instant now, Optional<Instant> again) {
    var _ =
        jdbc.sql(
                """
                UPDATE hook_subscription SET reason = :reason, attempts = attempts + 1,
                  failing_since = coalesce(failing_since, :now), leased_until = NULL,
                  state = CASE WHEN :givenUp THEN 'error' ELSE state END,
                  next_attempt_at = :again
                WHERE id = :id
                """)
            .param("id", id)
            .param("reason", reason)
            .param("now", Timestamp.from(now))
            .param("givenUp", again.isEmpty())
            .param("again", Timestamp.from(again.orElse(now)))
            .update();
  }

  private static Standing standing(ResultSet row) throws SQLException {
    var heartbeat = row.getInt("heartbeat_s");
    var wish =
        new Wish(
            row.getString("id"),
            row.getString("hospital"),
            row.getString("topic"),
            Optional.ofNullable(row.getString("patient")),
            URI.create(row.getString("endpoint")),
            List.of((String[]) row.getArray("headers").getArray()),
            content(row.getString("content")),
            heartbeat == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(heartbeat)),
            instant(row, "ends_at"));
    return new Standing(
        wish,
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        Optional.ofNullable(row.getString("reason")),
        row.getLong("events"),
        row.getLong("told"),
        row.getInt("attempts"),
        instant(row, "failing_since"));
  }

  private static Content content(String code) {
    return switch (code) {
      case "id-only" -> Content.ID_ONLY;
      case "full-resource" -> Content.FULL_RESOURCE;
      default -> Content.EMPTY;
    };
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }
}
