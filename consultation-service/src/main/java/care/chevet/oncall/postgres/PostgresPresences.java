package care.chevet.oncall.postgres;

import static java.util.Objects.requireNonNull;

import care.chevet.oncall.OnCallLimits;
import care.chevet.oncall.Presences;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresPresences implements Presences {
  private final DatabaseClient database;

  PostgresPresences(DatabaseClient database) {
    this.database = database;
  }

  /** Only the first heartbeat wakes those who ring: later ones change nothing for them. */
  @Override
  public Mono<Instant> heartbeat(UUID physician) {
    return database
        .sql(
            """
            with beat as (
              insert into presence (physician, since, until)
              values (:physician, now(), now() + make_interval(secs => :presentSeconds))
              on conflict (physician) do update set
                since = case when presence.until > now() then presence.since else now() end,
                until = excluded.until
              returning since, until)
            select until, case when since = now() then pg_notify('chevet_feed', '')::text end as told
            from beat
            """)
        .bind("physician", physician)
        .bind("presentSeconds", (double) OnCallLimits.PRESENT_FOR.toSeconds())
        .map(row -> requireNonNull(row.get("until", Instant.class)))
        .one();
  }

  @Override
  public Mono<Set<UUID>> present() {
    return database
        .sql("select physician from presence where until > clock_timestamp()")
        .map(row -> requireNonNull(row.get("physician", UUID.class)))
        .all()
        .collect(Collectors.toSet());
  }

  @Override
  public Mono<Void> leave(UUID physician) {
    return database
        .sql(
            """
            with gone as (
              update presence set until = now() where physician = :physician and until > now()
              returning physician)
            select pg_notify('chevet_feed', '') from gone
            """)
        .bind("physician", physician)
        .then();
  }
}
