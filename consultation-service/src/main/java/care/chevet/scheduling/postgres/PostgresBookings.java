package care.chevet.scheduling.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.access.Actor;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.scheduling.Booking;
import care.chevet.scheduling.Bookings;
import care.chevet.scheduling.Claim;
import care.chevet.scheduling.Conflict;
import care.chevet.scheduling.Interval;
import care.chevet.scheduling.Judged;
import care.chevet.scheduling.KeptAnswer;
import care.chevet.scheduling.Overridden;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresBookings implements Bookings {

  /** A booking in the order of its table's columns. */
  static final String ROW =
      """
      row($1::uuid, $2::text, $3::text, $4::text, $5::uuid, $6::uuid, $7::uuid, $8::uuid,
        $9::uuid, $10::uuid, $11::uuid, $12::timestamptz, $13::timestamptz, $14::timestamptz,
        $15::int, $16::uuid, $17::timestamptz, $18::text, null, null, null)::booking
      """;

  private final DatabaseClient database;
  private final FeedReaders feedReaders;

  PostgresBookings(DatabaseClient database, FeedReaders feedReaders) {
    this.database = database;
    this.feedReaders = feedReaders;
  }

  @Override
  public Mono<Outcome<KeptAnswer>> make(
      Booking booking, Judged judged, Actor by, Claim claim, KeptAnswer answer) {
    GenericExecuteSpec statement =
        bind(
                database.sql(
                    "select * from make_booking("
                        + ROW
                        + """
                        , $19::text, $20::uuid, $21::bytea, $22::text, $23::text, $24::int,
                        tstzrange($25::timestamptz, $26::timestamptz), $27::int,
                        tstzrange($28::timestamptz, $29::timestamptz))
                        """),
                booking)
            .bind(18, by.role().code())
            .bind(19, claim.key())
            .bind(20, HexFormat.of().parseHex(claim.requestSha256()))
            .bind(21, answer.location())
            .bind(22, answer.body());
    return Refusals.read(bind(statement, 23, judged).map(row -> answered(row, answer)).one())
        .doOnNext(_ -> feedReaders.wake());
  }

  private static Outcome<KeptAnswer> answered(Readable row, KeptAnswer fresh) {
    @Nullable String location = row.get("stored_location", String.class);
    @Nullable String body = row.get("stored_body", String.class);
    return Outcome.done(
        location == null || body == null ? fresh : new KeptAnswer(location, body, true));
  }

  @Override
  public Mono<Outcome<KeptAnswer>> answered(Actor by, Claim claim) {
    return database
        .sql(
            """
            select request_sha256 = $3 as same, location, body from idempotency_key
            where person = $1 and key = $2
            """)
        .bind(0, by.person())
        .bind(1, claim.key())
        .bind(2, HexFormat.of().parseHex(claim.requestSha256()))
        .map(PostgresBookings::keptBefore)
        .one();
  }

  private static Outcome<KeptAnswer> keptBefore(Readable row) {
    return column(row, "same", Boolean.class)
        ? Outcome.done(
            new KeptAnswer(
                column(row, "location", String.class), column(row, "body", String.class), true))
        : Outcome.refused(Refusal.conflict("idempotency_key_reused"));
  }

  @Override
  public Mono<Outcome<Booking>> confirm(
      UUID booking, @Nullable UUID consultation, Actor by, Instant now) {
    return changed(
        database
            .sql("select * from confirm_booking($1::uuid, $2::uuid, $3::uuid, $4, $5)")
            .bind(0, booking)
            .bind(1, Parameters.in(R2dbcType.VARCHAR, text(consultation)))
            .bind(2, by.person())
            .bind(3, by.role().code())
            .bind(4, now));
  }

  @Override
  public Mono<Outcome<Booking>> move(Booking moved, Judged judged, Actor by, Instant now) {
    GenericExecuteSpec statement =
        bind(
            database.sql(
                "select * from move_booking("
                    + ROW
                    + """
                    , $19::int, tstzrange($20::timestamptz, $21::timestamptz), $22::int,
                    tstzrange($23::timestamptz, $24::timestamptz), $25::uuid, $26::text, $27)
                    """),
            moved);
    return changed(
        bind(statement, 18, judged).bind(24, by.person()).bind(25, by.role().code()).bind(26, now));
  }

  @Override
  public Mono<Outcome<Booking>> cancel(UUID booking, String reason, Actor by, Instant now) {
    return changed(
        database
            .sql("select * from cancel_booking($1, $2, $3, $4, $5)")
            .bind(0, booking)
            .bind(1, reason)
            .bind(2, by.person())
            .bind(3, by.role().code())
            .bind(4, now));
  }

  private Mono<Outcome<Booking>> changed(GenericExecuteSpec statement) {
    return Refusals.read(statement.map(row -> Outcome.done(Rows.booking(row))).one())
        .doOnNext(_ -> feedReaders.wake());
  }

  @Override
  public Mono<Booking> byId(UUID booking) {
    return database
        .sql("select * from booking where id = $1")
        .bind(0, booking)
        .map(Rows::booking)
        .one();
  }

  @Override
  public Flux<Conflict> conflicts(Collection<UUID> bookings) {
    return database
        .sql(
            """
            select b.id as booking, a.id, a.kind, a.starts_at, a.ends_at,
              a.state = 'displaced' as displaced
            from booking b
            join appointment a on a.resident = b.resident
              and a.starts_at < b.ends_at and a.ends_at > b.starts_at
            where b.id = any($1) and b.state in ('held', 'booked')
              and (a.state = 'planned' or a.state = 'displaced' and a.displaced_by = b.id)
            order by a.starts_at, a.id
            """)
        .bind(0, bookings.toArray(UUID[]::new))
        .map(row ->
            new Conflict(
                column(row, "booking", UUID.class),
                column(row, "id", UUID.class),
                Rows.appointmentKind(row),
                Rows.time(row),
                column(row, "displaced", Boolean.class)))
        .all();
  }

  @Override
  public Flux<Overridden> overrides(Collection<UUID> bookings) {
    return database
        .sql(
            """
            select o.booking, o.at, p.display_name, o.reason, o.starts_at
            from booking_override o join person p on p.id = o.by
            where o.booking = any($1)
            order by o.booking, o.version
            """)
        .bind(0, bookings.toArray(UUID[]::new))
        .map(row ->
            new Overridden(
                column(row, "booking", UUID.class),
                column(row, "at", Instant.class),
                column(row, "display_name", String.class),
                column(row, "reason", String.class),
                column(row, "starts_at", Instant.class)))
        .all();
  }

  @Override
  public Flux<Booking> inCareHomes(Collection<UUID> careHomes, Interval range) {
    return database
        .sql(
            """
            select b.* from resident r
            join booking b on b.resident = r.id
            where r.care_home = any($1) and b.starts_at >= $2 and b.starts_at < $3
            order by b.starts_at, b.id
            """)
        .bind(0, careHomes.toArray(UUID[]::new))
        .bind(1, range.start())
        .bind(2, range.end())
        .map(Rows::booking)
        .all();
  }

  @Override
  public Flux<Booking> everywhere(Interval range) {
    return database
        .sql(
            """
            select b.* from resident r
            join booking b on b.resident = r.id
            where b.starts_at >= $1 and b.starts_at < $2
            order by b.starts_at, b.id
            """)
        .bind(0, range.start())
        .bind(1, range.end())
        .map(Rows::booking)
        .all();
  }

  @Override
  public Flux<Booking> ofPhysician(UUID physician, Interval range) {
    return database
        .sql(
            """
            select b.* from reservation r
            join booking b on b.id = r.booking
            where r.resource = $1 and r.during && tstzrange($2, $3) and b.physician = $1
            order by b.starts_at, b.id
            """)
        .bind(0, physician)
        .bind(1, range.start())
        .bind(2, range.end())
        .map(Rows::booking)
        .all();
  }

  static GenericExecuteSpec bind(GenericExecuteSpec statement, Booking booking) {
    return statement
        .bind(0, booking.id())
        .bind(1, booking.state().code())
        .bind(2, booking.specialty().code())
        .bind(3, booking.urgency().code())
        .bind(4, booking.party().physician())
        .bind(5, booking.party().nurse())
        .bind(6, booking.party().resident())
        .bind(7, booking.party().careHome())
        .bind(8, Parameters.in(R2dbcType.VARCHAR, text(booking.party().deviceKit())))
        .bind(9, Parameters.in(R2dbcType.VARCHAR, text(booking.party().room())))
        .bind(10, Parameters.in(R2dbcType.VARCHAR, text(booking.consultation())))
        .bind(11, booking.time().start())
        .bind(12, booking.time().end())
        .bind(13, Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, booking.heldUntil()))
        .bind(14, booking.version())
        .bind(15, Parameters.in(R2dbcType.VARCHAR, text(booking.madeBy())))
        .bind(16, booking.madeAt())
        .bind(17, Parameters.in(R2dbcType.VARCHAR, booking.overrideReason()));
  }

  static GenericExecuteSpec bind(GenericExecuteSpec statement, int first, Judged judged) {
    return statement
        .bind(first, judged.availabilityVersion())
        .bind(first + 1, judged.takes().start())
        .bind(first + 2, judged.takes().end())
        .bind(first + 3, judged.dailyCap())
        .bind(first + 4, judged.day().start())
        .bind(first + 5, judged.day().end());
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }
}
