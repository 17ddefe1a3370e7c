package care.chevet.feed.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.feed.Cursor;
import care.chevet.feed.FeedEvents;
import care.chevet.feed.Subject;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Reads in the order (order_xid, position) and only below the snapshot's xmin, the oldest
 * transaction still open: whatever commits later has an id at or above it, so nothing can appear
 * behind a cursor already given out. An order_xid is never below that of the subject's earlier
 * events, so a transaction that took its id early and the row late still comes last.
 */
@Component
final class PostgresFeedEvents implements FeedEvents {
  private static final String AFTER =
      """
      from feed_event
      where (order_xid, position) > (cast(cast(:transaction as text) as xid8), :position)
        and order_xid < pg_snapshot_xmin(pg_current_snapshot())
      order by order_xid, position
      limit :limit
      """;

  /**
   * Not by "exists", for which PostgreSQL reads the whole table: it expects to find one at once.
   */
  static final String ANYTHING_AFTER =
      """
      select coalesce((
        select true from feed_event
        where (order_xid, position) > (cast(cast(:transaction as text) as xid8), :position)
        order by order_xid, position
        limit 1), false) as found
      """;

  private final DatabaseClient database;

  PostgresFeedEvents(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Page<Event>> after(Cursor cursor, int limit) {
    return page(
        "select order_xid::text as transaction, position, id, type, occurred_at, subject_kind,"
            + " subject, with_who_is_involved(feed_event)::text as snapshot "
            + AFTER,
        cursor,
        limit,
        PostgresFeedEvents::event,
        Event::cursor);
  }

  @Override
  public Mono<Page<Mark>> marksAfter(Cursor cursor, int limit) {
    return page(
        "select order_xid::text as transaction, position, type, subject_kind, subject " + AFTER,
        cursor,
        limit,
        PostgresFeedEvents::mark,
        Mark::cursor);
  }

  @Override
  public Mono<Cursor> last() {
    return database
        .sql(
            """
            select order_xid::text as transaction, position from feed_event
            where order_xid < pg_snapshot_xmin(pg_current_snapshot())
            order by order_xid desc, position desc
            limit 1
            """)
        .map(PostgresFeedEvents::cursor)
        .one()
        .defaultIfEmpty(Cursor.START);
  }

  private <T> Mono<Page<T>> page(
      String sql, Cursor after, int limit, Function<Readable, T> read, Function<T, Cursor> at) {
    return database
        .sql(sql)
        .bind("transaction", Long.toString(after.transaction()))
        .bind("position", after.position())
        .bind("limit", limit)
        .map(read)
        .all()
        .collectList()
        .flatMap(items ->
            items.isEmpty()
                ? anythingAfter(after).map(heldBack -> new Page<T>(List.of(), after, heldBack))
                : Mono.just(new Page<>(items, at.apply(items.getLast()), false)));
  }

  private Mono<Boolean> anythingAfter(Cursor cursor) {
    return database
        .sql(ANYTHING_AFTER)
        .bind("transaction", Long.toString(cursor.transaction()))
        .bind("position", cursor.position())
        .map(row -> column(row, "found", Boolean.class))
        .one();
  }

  private static Event event(Readable row) {
    return new Event(
        cursor(row),
        column(row, "id", UUID.class),
        column(row, "type", String.class),
        column(row, "occurred_at", Instant.class),
        subject(row),
        column(row, "snapshot", String.class));
  }

  private static Mark mark(Readable row) {
    return new Mark(cursor(row), column(row, "type", String.class), subject(row));
  }

  private static Subject subject(Readable row) {
    return new Subject(
        column(row, "subject_kind", String.class), column(row, "subject", UUID.class));
  }

  private static Cursor cursor(Readable row) {
    return new Cursor(
        Long.parseLong(column(row, "transaction", String.class)),
        column(row, "position", Long.class));
  }
}
