package care.chevet.room.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.room.RoomEvent;
import care.chevet.room.RoomEvents;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresRoomEvents implements RoomEvents {
  private final DatabaseClient database;

  PostgresRoomEvents(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Flux<RoomEvent> keep(UUID room, List<RoomEvent> events) {
    return Flux.fromIterable(events)
        .concatMap(event -> keep(room, event).filter(rows -> rows > 0).map(_ -> event));
  }

  private Mono<Long> keep(UUID room, RoomEvent event) {
    return database
        .sql(
            """
            insert into room_event (
              id, consultation, type, at, session, person, role, tier, reason)
            values (:id, :room, :type, :at, :session, :person, :role, :tier, :reason)
            on conflict (id) do nothing
            """)
        .bind("id", event.id())
        .bind("room", room)
        .bind("type", event.type().code())
        .bind("at", event.at())
        .bind("session", event.session())
        .bind("person", event.person())
        .bind("role", event.role())
        .bind("tier", Parameters.in(R2dbcType.VARCHAR, event.tier()))
        .bind("reason", Parameters.in(R2dbcType.VARCHAR, event.reason()))
        .fetch()
        .rowsUpdated();
  }

  /** Said twice, it finds nobody any more; its ids are computed should it be said twice at once. */
  @Override
  public Mono<Long> endAllBefore(Instant instant) {
    return database
        .sql(
            """
            insert into room_event (id, consultation, type, at, session, person, role, reason)
            select md5(joined.consultation || joined.session || 'lost')::uuid,
              joined.consultation, 'left', :instant, joined.session, joined.person, joined.role, 'lost'
            from room_event as joined
            where joined.type = 'joined' and joined.at < :instant and joined.at > :instant - interval '1 day'
              and not exists (
                select from room_event as gone
                where gone.consultation = joined.consultation and gone.session = joined.session
                  and gone.type = 'left')
            on conflict (id) do nothing
            """)
        .bind("instant", instant)
        .fetch()
        .rowsUpdated();
  }

  @Override
  public Flux<RoomEvent> of(UUID room) {
    return database
        .sql("select * from room_event where consultation = :room order by at, id")
        .bind("room", room)
        .map(PostgresRoomEvents::event)
        .all();
  }

  private static RoomEvent event(Readable row) {
    return new RoomEvent(
        column(row, "id", UUID.class),
        RoomEvent.Type.of(column(row, "type", String.class)).orElseThrow(),
        column(row, "at", Instant.class),
        column(row, "session", String.class),
        column(row, "person", UUID.class),
        column(row, "role", String.class),
        row.get("tier", String.class),
        row.get("reason", String.class));
  }
}
