package care.chevet.reminder.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.feed.Cursor;
import care.chevet.reminder.News;
import care.chevet.reminder.Notification;
import care.chevet.reminder.Notifications;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresNotifications implements Notifications {
  private static final String NOTIFICATION =
      """
      select n.*, r.read_at, h.name as care_home_name, d.display_name as physician_name
      from told_to(:person, :after, cast(:most as integer)) n
      left join notification_reading r on r.notification = n.id and r.person = :person
      left join care_home h on h.id = n.care_home
      left join person d on d.id = n.physician
      """;

  private final DatabaseClient database;

  PostgresNotifications(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Void> tell(Cursor event, News.OfCare news) {
    return database
        .sql(
            """
            select tell_of_event(
              cast(cast(:xid as text) as xid8), :position, :kind, :detail, :physician)
            """)
        .bind("xid", Long.toString(event.transaction()))
        .bind("position", event.position())
        .bind("kind", news.kind().code())
        .bind("detail", news.detail())
        .bind("physician", news.forPhysician())
        .then();
  }

  @Override
  public Mono<Void> tellOfClash(Cursor event) {
    return database
        .sql("select tell_of_clash(cast(cast(:xid as text) as xid8), :position)")
        .bind("xid", Long.toString(event.transaction()))
        .bind("position", event.position())
        .then();
  }

  @Override
  public Mono<Void> tellOfHospital(Cursor event) {
    return database
        .sql("select tell_of_hospital_booking(cast(cast(:xid as text) as xid8), :position)")
        .bind("xid", Long.toString(event.transaction()))
        .bind("position", event.position())
        .then();
  }

  @Override
  public Flux<Notification> newest(UUID person, int most) {
    return database
        .sql(NOTIFICATION + "order by n.position desc limit :most")
        .bind("person", person)
        .bind("after", 0L)
        .bind("most", most)
        .map(PostgresNotifications::notification)
        .all();
  }

  @Override
  public Flux<Notification> after(UUID person, long position) {
    return database
        .sql(NOTIFICATION + "order by n.position")
        .bind("person", person)
        .bind("after", position)
        .bindNull("most", Integer.class)
        .map(PostgresNotifications::notification)
        .all();
  }

  @Override
  public Mono<Long> lastPosition(UUID person) {
    return database
        .sql("select coalesce(max(position), 0) as last from told_to(:person, 0, 1)")
        .bind("person", person)
        .map(row -> column(row, "last", Long.class))
        .one();
  }

  @Override
  public Mono<Long> unread(UUID person) {
    return database
        .sql(
            """
            select count(*) as unread from told_to(:person, 0, null) n
            where not exists (
              select from notification_reading r where r.notification = n.id and r.person = :person)
            """)
        .bind("person", person)
        .map(row -> column(row, "unread", Long.class))
        .one();
  }

  @Override
  public Mono<Boolean> read(UUID id, UUID person) {
    return database
        .sql(
            """
            with hers as (
              select n.id from notification n where n.id = :id and is_told_to(n, :person)),
            readings as (
              insert into notification_reading
              select id, :person, clock_timestamp() from hers
              on conflict do nothing)
            select exists (select from hers) as found
            """)
        .bind("id", id)
        .bind("person", person)
        .map(row -> column(row, "found", Boolean.class))
        .one();
  }

  @Override
  public Mono<Long> forgetOlderThan(Duration age) {
    return database
        .sql("delete from notification where at < now() - make_interval(days => :days)")
        .bind("days", (int) age.toDays())
        .fetch()
        .rowsUpdated();
  }

  private static Notification notification(Readable row) {
    return new Notification(
        column(row, "id", UUID.class),
        column(row, "position", Long.class),
        News.Kind.of(column(row, "kind", String.class)),
        row.get("detail", String.class),
        column(row, "at", Instant.class),
        row.get("consultation", UUID.class),
        row.get("booking", UUID.class),
        row.get("expertise", UUID.class),
        row.get("care_home_name", String.class),
        row.get("physician_name", String.class),
        row.get("starts_at", Instant.class),
        row.get("read_at", Instant.class));
  }
}
