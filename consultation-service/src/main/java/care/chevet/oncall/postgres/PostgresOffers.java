package care.chevet.oncall.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.consultation.Coded;
import care.chevet.consultation.Urgency;
import care.chevet.directory.Specialty;
import care.chevet.oncall.Offer;
import care.chevet.oncall.Offers;
import care.chevet.oncall.OnCallLimits;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresOffers implements Offers {
  private final DatabaseClient database;

  PostgresOffers(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Flux<UUID> notReady() {
    return database
        .sql(
            """
            select c.id from consultation c
            where c.state = 'requested' and rings(c.urgency) and not ready_to_ring(c.id)
            order by urgency_rank(c.urgency), c.requested_at, c.id
            limit :most
            """)
        .bind("most", OnCallLimits.REQUESTS_A_PASS_MAX)
        .map(row -> column(row, "id", UUID.class))
        .all();
  }

  @Override
  public Mono<Void> ready(Collection<UUID> requests) {
    return database
        .sql(
            """
            insert into request_ready (consultation) select unnest(:requests)
            on conflict do nothing
            """)
        .bind("requests", requests.toArray(UUID[]::new))
        .then();
  }

  @Override
  public Mono<Long> make() {
    return database
        .sql(
            """
            select count(*) as made from make_offers(
              make_interval(secs => :stands), make_interval(secs => :restImmediate),
              make_interval(secs => :restToday), make_interval(secs => :expected), :most)
            """)
        .bind("stands", seconds(OnCallLimits.OFFER_STANDS))
        .bind("restImmediate", seconds(OnCallLimits.REST_IMMEDIATE))
        .bind("restToday", seconds(OnCallLimits.REST_TODAY))
        .bind("expected", seconds(OnCallLimits.EXPECTED_AT_BEDSIDE))
        .bind("most", OnCallLimits.REQUESTS_A_PASS_MAX)
        .map(row -> column(row, "made", Long.class))
        .one();
  }

  @Override
  public Flux<Offer> before(UUID physician) {
    return database
        .sql(
            """
            select o.consultation, o.expires_at, c.specialty, c.urgency, c.requested_at, h.name
            from on_call_offer o
            join consultation c on c.id = o.consultation
            join care_home h on h.id = c.care_home
            where o.physician = :physician and o.state = 'standing'
              and o.expires_at > clock_timestamp()
            """)
        .bind("physician", physician)
        .map(PostgresOffers::offer)
        .all();
  }

  @Override
  public Mono<Standing> refuse(UUID consultation, UUID physician, @Nullable String reason) {
    return database
        .sql(
            """
            with refused as (
              update on_call_offer
              set state = 'refused', ended_at = clock_timestamp(), reason = :reason
              where consultation = :consultation and physician = :physician
                and state = 'standing' and expires_at > clock_timestamp()
              returning id),
            woken as (select pg_notify('chevet_feed', '') from refused)
            select exists (select from refused) as stood, (select count(*) from woken) as woken
            where exists (
              select from on_call_offer
              where consultation = :consultation and physician = :physician)
            """)
        .bind("consultation", consultation)
        .bind("physician", physician)
        .bind("reason", Parameters.in(R2dbcType.VARCHAR, reason))
        .map(row -> column(row, "stood", Boolean.class) ? Standing.STOOD : Standing.WAS_OVER)
        .one();
  }

  private static Offer offer(Readable row) {
    return new Offer(
        column(row, "consultation", UUID.class),
        column(row, "expires_at", Instant.class),
        Specialty.of(column(row, "specialty", String.class)).orElseThrow(),
        Coded.parse(Urgency.class, column(row, "urgency", String.class)).orElseThrow(),
        column(row, "name", String.class),
        column(row, "requested_at", Instant.class));
  }

  private static double seconds(Duration duration) {
    return duration.toSeconds();
  }
}
