package care.chevet.fhir.feed.postgres;

import care.chevet.fhir.feed.FeedCursor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class PostgresFeedCursor implements FeedCursor {

  /** The position before the first event. */
  private static final String BEGINNING = "";

  private final JdbcClient jdbc;

  PostgresFeedCursor(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String position() {
    return jdbc.sql("SELECT position FROM feed_cursor")
        .query(String.class)
        .optional()
        .orElse(BEGINNING);
  }

  @Override
  public boolean advance(String from, String to) {
    var _ =
        jdbc.sql("INSERT INTO feed_cursor (position) VALUES (:start) ON CONFLICT DO NOTHING")
            .param("start", BEGINNING)
            .update();
    return jdbc.sql("UPDATE feed_cursor SET position = :to WHERE position = :from")
            .param("to", to)
            .param("from", from)
            .update()
        == 1;
  }

  @Override
  public void setAside(String eventId, String cursor, String type, String reason, String payload) {
    var _ =
        jdbc.sql(
                """
                INSERT INTO feed_incident (event_id, cursor, event_type, reason, payload)
                VALUES (:id, :cursor, :type, :reason, :payload)
                ON CONFLICT (event_id) DO NOTHING
                """)
            .param("id", eventId)
            .param("cursor", cursor)
            .param("type", type)
            .param("reason", reason)
            .param("payload", payload)
            .update();
  }
}
