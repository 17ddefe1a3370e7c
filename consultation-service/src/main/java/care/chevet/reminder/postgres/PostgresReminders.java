package care.chevet.reminder.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.reminder.DueMail;
import care.chevet.reminder.Reminder;
import care.chevet.reminder.ReminderLimits;
import care.chevet.reminder.Reminders;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresReminders implements Reminders {
  private static final Integer[] LEADS_MINUTES =
      ReminderLimits.LEADS.stream()
          .map(lead -> Math.toIntExact(lead.toMinutes()))
          .toArray(Integer[]::new);

  private final DatabaseClient database;

  PostgresReminders(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Void> tell(List<ChangedBooking> changes, boolean mail) {
    return database
        .sql("select tell_of_bookings($1, $2, $3)")
        .bind(0, changes.stream().map(ChangedBooking::booking).toArray(UUID[]::new))
        .bind(1, changes.stream().map(each -> each.change().code()).toArray(String[]::new))
        .bind(2, mail)
        .then();
  }

  @Override
  public Mono<Long> remind(boolean mail) {
    return database
        .sql("select sum(remind(lead, $2))::bigint as told from unnest($1) as leads(lead)")
        .bind(0, LEADS_MINUTES)
        .bind(1, mail)
        .map(row -> column(row, "told", Long.class))
        .one();
  }

  @Override
  public Flux<DueMail> claimMails(int most) {
    return database
        .sql(
            """
            with claimed as (
              update reminder r
              set attempts = attempts + 1,
                claimed_until = clock_timestamp() + make_interval(secs => :claimSeconds)
              where r.id in (
                select m.id from reminder m
                where m.state in ('planned', 'retrying') and m.next_attempt_at <= clock_timestamp()
                  and (m.claimed_until is null or m.claimed_until <= clock_timestamp())
                  and is_current(m)
                order by m.next_attempt_at, m.id
                limit :most
                for update skip locked)
              returning r.id, r.kind, r.attempts, r.person, r.booking)
            select c.id, c.kind, c.attempts, p.email, p.locale, p.zone, %s
            from claimed c
            join person p on p.id = c.person
            join booking b on b.id = c.booking
            join care_home h on h.id = b.care_home
            join person d on d.id = b.physician
            """
                .formatted(PostgresMeetings.COLUMNS))
        .bind("claimSeconds", (double) ReminderLimits.CLAIM.toSeconds())
        .bind("most", most)
        .map(PostgresReminders::dueMail)
        .all();
  }

  private static DueMail dueMail(Readable row) {
    return new DueMail(
        column(row, "id", UUID.class),
        column(row, "kind", String.class),
        column(row, "attempts", Integer.class),
        row.get("email", String.class),
        Locale.forLanguageTag(column(row, "locale", String.class)),
        ZoneId.of(column(row, "zone", String.class)),
        PostgresMeetings.meeting(row));
  }

  /** Also when it was called off while on its way: sent it is. */
  @Override
  public Mono<Void> sent(UUID id) {
    return database
        .sql(
            """
            update reminder set state = 'sent', sent_at = clock_timestamp(), claimed_until = null,
              last_error = null
            where id = :id and state <> 'sent'
            """)
        .bind("id", id)
        .then();
  }

  @Override
  public Mono<Void> tryAgain(UUID id, Duration after, String error) {
    return database
        .sql(
            """
            update reminder set state = 'retrying', claimed_until = null, last_error = :error,
              next_attempt_at = clock_timestamp() + make_interval(secs => :afterSeconds)
            where id = :id and state in ('planned', 'retrying')
            """)
        .bind("id", id)
        .bind("error", error)
        .bind("afterSeconds", (double) after.toSeconds())
        .then();
  }

  @Override
  public Mono<Void> failed(UUID id, String error) {
    return database
        .sql(
            """
            update reminder set state = 'failed', claimed_until = null, last_error = :error
            where id = :id and state in ('planned', 'retrying')
            """)
        .bind("id", id)
        .bind("error", error)
        .then();
  }

  @Override
  public Flux<Reminder> of(UUID booking, boolean mail) {
    return database
        .sql("select * from words_of($1, $2, $3) order by due, channel, recipient, id")
        .bind(0, booking)
        .bind(1, LEADS_MINUTES)
        .bind(2, mail)
        .map(PostgresReminders::reminder)
        .all();
  }

  @Override
  public Mono<Long> forgetOlderThan(Duration age) {
    return database
        .sql(
            """
            delete from reminder
            where due < now() - make_interval(days => :days)
              and state not in ('planned', 'retrying')
            """)
        .bind("days", (int) age.toDays())
        .fetch()
        .rowsUpdated();
  }

  private static Reminder reminder(Readable row) {
    return new Reminder(
        row.get("id", UUID.class),
        column(row, "channel", String.class),
        column(row, "kind", String.class),
        column(row, "recipient", String.class),
        column(row, "due", Instant.class),
        column(row, "state", String.class),
        column(row, "attempts", Integer.class),
        row.get("last_error", String.class),
        row.get("sent_at", Instant.class));
  }
}
