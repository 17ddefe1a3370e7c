package care.chevet.fhir.facade.paging.postgres;

import care.chevet.fhir.facade.paging.KeptSearches;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
final class PostgresKeptSearches implements KeptSearches {

  /** Of one client; the ones soonest to expire go first. */
  private static final int SEARCHES_MAX = 1_000;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  PostgresKeptSearches(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public void keep(Kept search, Instant until) {
    transaction.executeWithoutResult(_ -> {
      forget(search.owner());
      insert(search, until);
    });
  }

  private void forget(String owner) {
    var _ =
        jdbc.sql(
                """
                DELETE FROM kept_search WHERE expires_at <= :now OR id IN (
                  SELECT id FROM kept_search WHERE owner = :owner
                  ORDER BY expires_at DESC OFFSET :most)
                """)
            .param("owner", owner)
            .param("now", Timestamp.from(clock.instant()))
            .param("most", SEARCHES_MAX - 1)
            .update();
  }

  private void insert(Kept search, Instant until) {
    var _ =
        jdbc.sql(
                """
                INSERT INTO kept_search (id, owner, kind, question, found, begun_at, expires_at)
                VALUES (:id, :owner, :kind, CAST(:question AS jsonb), :found, :begunAt, :until)
                """)
            .param("id", search.id())
            .param("owner", search.owner())
            .param("kind", search.kind())
            .param("question", search.question())
            .param("found", search.found())
            .param("begunAt", Timestamp.from(search.begunAt()))
            .param("until", Timestamp.from(until))
            .update();
  }

  @Override
  public Optional<Kept> byId(String id, Instant now) {
    return jdbc.sql("SELECT * FROM kept_search WHERE id = :id AND expires_at > :now")
        .param("id", id)
        .param("now", Timestamp.from(now))
        .query((row, _) ->
            new Kept(
                row.getString("id"),
                row.getString("owner"),
                row.getString("kind"),
                row.getString("question"),
                row.getInt("found"),
                row.getTimestamp("begun_at").toInstant()))
        .optional();
  }

  @Override
  public void ended(String search, End end) {
    var _ =
        jdbc.sql(
                """
                INSERT INTO kept_search_end (search, position, place)
                SELECT id, :position, CAST(:place AS jsonb) FROM kept_search WHERE id = :search
                ON CONFLICT (search, position) DO UPDATE SET place = excluded.place
                """)
            .param("search", search)
            .param("position", end.position())
            .param("place", end.place())
            .update();
  }

  @Override
  public Optional<End> endUpTo(String search, int position) {
    return jdbc.sql(
            """
            SELECT position, place FROM kept_search_end
            WHERE search = :search AND position <= :position ORDER BY position DESC LIMIT 1
            """)
        .param("search", search)
        .param("position", position)
        .query((row, _) -> new End(row.getInt("position"), row.getString("place")))
        .optional();
  }
}
