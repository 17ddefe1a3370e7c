package care.chevet.scheduling.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.directory.Hospital;
import care.chevet.problem.Outcome;
import care.chevet.scheduling.Booking;
import care.chevet.scheduling.HospitalBookings;
import care.chevet.scheduling.Interval;
import care.chevet.scheduling.Judged;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresHospitalBookings implements HospitalBookings {

  /** Who acts, in the words of the audit trail. */
  private static final String ROLE = "hospital";

  private final DatabaseClient database;
  private final FeedReaders feedReaders;

  PostgresHospitalBookings(DatabaseClient database, FeedReaders feedReaders) {
    this.database = database;
    this.feedReaders = feedReaders;
  }

  @Override
  public Mono<Booking> byId(Hospital hospital, UUID booking) {
    return database
        .sql(
            """
            select b.* from hospital_booking h join booking b on b.id = h.booking
            where h.booking = $1 and h.hospital = $2
            """)
        .bind(0, booking)
        .bind(1, hospital.id())
        .map(Rows::booking)
        .one();
  }

  @Override
  public Mono<Outcome<Booking>> make(Booking booking, Judged judged, Hospital by) {
    GenericExecuteSpec statement =
        PostgresBookings.bind(
                database.sql(
                    "select * from make_hospital_booking("
                        + PostgresBookings.ROW
                        + """
                        , $19::uuid, $20::int, tstzrange($21::timestamptz, $22::timestamptz),
                        $23::int, tstzrange($24::timestamptz, $25::timestamptz))
                        """),
                booking)
            .bind(18, by.id());
    return changed(PostgresBookings.bind(statement, 19, judged));
  }

  @Override
  public Mono<Outcome<Booking>> confirm(UUID booking, Hospital by, Instant now) {
    return changed(
        database
            .sql("select * from confirm_booking($1, null, $2, $3, $4)")
            .bind(0, booking)
            .bind(1, by.id())
            .bind(2, ROLE)
            .bind(3, now));
  }

  @Override
  public Mono<Outcome<Booking>> cancel(UUID booking, String reason, Hospital by, Instant now) {
    return changed(
        database
            .sql("select * from cancel_booking($1, $2, $3, $4, $5)")
            .bind(0, booking)
            .bind(1, reason)
            .bind(2, by.id())
            .bind(3, ROLE)
            .bind(4, now));
  }

  private Mono<Outcome<Booking>> changed(GenericExecuteSpec statement) {
    return Refusals.read(statement.map(row -> Outcome.done(Rows.booking(row))).one())
        .doOnNext(_ -> feedReaders.wake());
  }

  @Override
  public Flux<UUID> freeNurses(UUID careHome, Interval time, Instant now) {
    return database
        .sql(
            """
            select n.nurse from nurse_care_home n
            where n.care_home = $1 and not exists (
              select from reservation r
              where r.resource = n.nurse and r.during && tstzrange($2, $3)
                and (r.held_until is null or r.held_until > $4))
            order by n.nurse
            """)
        .bind(0, careHome)
        .bind(1, time.start())
        .bind(2, time.end())
        .bind(3, now)
        .map(row -> column(row, "nurse", UUID.class))
        .all();
  }

  @Override
  public Mono<Map<UUID, String>> hospitals(Collection<UUID> bookings) {
    return database
        .sql(
            """
            select b.booking, h.name from hospital_booking b join hospital h on h.id = b.hospital
            where b.booking = any($1)
            """)
        .bind(0, bookings.toArray(UUID[]::new))
        .map(
            row -> Map.entry(column(row, "booking", UUID.class), column(row, "name", String.class)))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }
}
