package care.chevet.reminder.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.feed.Cursor;
import care.chevet.reminder.ReadingPlace;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresReadingPlace implements ReadingPlace {
  private final DatabaseClient database;

  PostgresReadingPlace(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Cursor> now() {
    return database
        .sql(
            """
            select after_xid::text as xid, after_position from feed_reader
            where name = 'notifications'
            """)
        .map(row ->
            new Cursor(
                Long.parseLong(column(row, "xid", String.class)),
                column(row, "after_position", Long.class)))
        .one();
  }

  @Override
  public Mono<Boolean> move(Cursor from, Cursor to) {
    return database
        .sql(
            """
            update feed_reader
            set after_xid = cast(cast(:toXid as text) as xid8), after_position = :toPosition
            where name = 'notifications'
              and after_xid = cast(cast(:fromXid as text) as xid8)
              and after_position = :fromPosition
            """)
        .bind("toXid", Long.toString(to.transaction()))
        .bind("toPosition", to.position())
        .bind("fromXid", Long.toString(from.transaction()))
        .bind("fromPosition", from.position())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }
}
