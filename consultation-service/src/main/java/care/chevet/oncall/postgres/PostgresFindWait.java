package care.chevet.oncall.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.access.OnBehalf;
import care.chevet.oncall.FindWait;
import care.chevet.oncall.OnCallLimits;
import care.chevet.oncall.Wait;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresFindWait implements FindWait {
  private final DatabaseClient database;

  PostgresFindWait(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Wait> of(UUID consultation) {
    return database
        .sql(
            """
            with wanted as (
              select c.*, h.territory
              from consultation c join care_home h on h.id = c.care_home
              where c.id = :consultation),
            present as (
              select p.physician,
                is_engaged(p.physician, make_interval(secs => :expected),
                  make_interval(secs => :stands)) as engaged
              from presence p, wanted w
              where p.until > clock_timestamp()
                and answers_for(p.physician, w.specialty, w.territory))
            select w.state = 'requested' as waiting,
              rings(w.urgency) as rung,
              ready_to_ring(w.id) as ready,
              (select count(*) from present) as present,
              (select count(*) from present where engaged) as engaged,
              (select count(*)
               from consultation c
               join care_home h on h.id = c.care_home
               where c.state = 'requested' and ready_to_ring(c.id)
                 and (urgency_rank(c.urgency), c.requested_at, c.id)
                   < (urgency_rank(w.urgency), w.requested_at, w.id)
                 and (c.specialty = w.specialty or exists (
                   select from present p where answers_for(p.physician, c.specialty, h.territory))))
                as ahead,
              array(
                select extract(epoch from k.concluded_at - k.accepted_at)::bigint
                from consultation k
                where k.specialty = w.specialty and k.accepted_at is not null
                  and k.concluded_at > now() - make_interval(days => :windowDays)
                order by k.concluded_at desc
                limit :sampleMax) as service_seconds
            from wanted w
            """)
        .bind("consultation", consultation)
        .bind("expected", (double) OnCallLimits.EXPECTED_AT_BEDSIDE.toSeconds())
        .bind("stands", (double) OnCallLimits.OFFER_STANDS.toSeconds())
        .bind("windowDays", (int) OnCallLimits.SAMPLE_WINDOW.toDays())
        .bind("sampleMax", OnCallLimits.SAMPLE_MAX)
        .map(PostgresFindWait::read)
        .one()
        // Who waits before her, in other care homes too: counted, and not shown.
        .contextWrite(OnBehalf::ofTheService);
  }

  private static Wait read(Readable row) {
    return new Wait(
        column(row, "waiting", Boolean.class),
        column(row, "ahead", Long.class).intValue(),
        column(row, "rung", Boolean.class),
        column(row, "ready", Boolean.class),
        column(row, "present", Long.class).intValue(),
        column(row, "engaged", Long.class).intValue(),
        Arrays.stream(column(row, "service_seconds", Long[].class))
            .map(Duration::ofSeconds)
            .toList());
  }
}
