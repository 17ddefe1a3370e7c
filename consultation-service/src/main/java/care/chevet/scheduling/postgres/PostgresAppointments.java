package care.chevet.scheduling.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.access.Actor;
import care.chevet.access.Machine;
import care.chevet.consultation.TimeOrderedId;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.problem.postgres.Deadlocks;
import care.chevet.scheduling.Appointment;
import care.chevet.scheduling.Appointments;
import care.chevet.scheduling.HospitalAppointment;
import care.chevet.scheduling.Interval;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresAppointments implements Appointments {

  private static final String WITH_CONFLICTS =
      """
      select a.*, h.finess, array(
        select b.id from booking b
        where a.state = 'planned' and b.resident = a.resident and b.state in ('held', 'booked')
          and b.starts_at < a.ends_at and b.ends_at > a.starts_at
        order by b.starts_at) as conflicts
      from appointment a left join hospital h on h.id = a.hospital
      """;

  private final DatabaseClient database;
  private final FeedReaders feedReaders;

  PostgresAppointments(DatabaseClient database, FeedReaders feedReaders) {
    this.database = database;
    this.feedReaders = feedReaders;
  }

  @Override
  public Mono<Outcome<Appointment>> enter(Appointment appointment, Actor by) {
    return Refusals.read(
        database
            .sql(
                """
                select *, null as finess, array[]::uuid[] as conflicts
                from enter_appointment(
                  $1::uuid, $2::uuid, $3::text, $4, $5, $6::uuid, $7::text, $8)
                """)
            .bind(0, appointment.id())
            .bind(1, appointment.resident())
            .bind(2, appointment.kind().code())
            .bind(3, appointment.time().start())
            .bind(4, appointment.time().end())
            .bind(5, by.person())
            .bind(6, by.role().code())
            .bind(7, appointment.enteredAt())
            .map(row -> Outcome.done(appointment(row)))
            .one());
  }

  @Override
  public Mono<Outcome<Appointment>> cancel(UUID appointment, Actor by, Instant now) {
    return database
        .sql(
            """
            select *, null as finess, array[]::uuid[] as conflicts
            from cancel_appointment($1, $2, $3)
            """)
        .bind(0, appointment)
        .bind(1, by.person().toString())
        .bind(2, by.role().code())
        .map(row -> Outcome.done(appointment(row)))
        .one()
        .defaultIfEmpty(Outcome.refused(Refusal.conflict("appointment_over")));
  }

  @Override
  public Mono<Integer> plan(
      UUID resident, UUID hospital, List<HospitalAppointment> planned, Machine by, Instant now) {
    var statement =
        database
            .sql(
                """
                select plan_hospital_appointments(
                  $1, $2, $3, $4, $5, $6::timestamptz[], $7::timestamptz[], $8, $9) as conflicts
                """)
            .bind(0, resident)
            .bind(1, hospital)
            .bind(2, planned.stream().map(_ -> TimeOrderedId.at(now)).toArray(UUID[]::new))
            .bind(3, planned.stream().map(HospitalAppointment::reference).toArray(String[]::new))
            .bind(4, planned.stream().map(each -> each.kind().code()).toArray(String[]::new))
            .bind(5, planned.stream().map(each -> at(each.time().start())).toArray(String[]::new))
            .bind(6, planned.stream().map(each -> at(each.time().end())).toArray(String[]::new))
            .bind(7, "machine:" + by.clientId())
            .bind(8, now);
    return Deadlocks.outlive(statement.map(row -> column(row, "conflicts", Integer.class)).one())
        .doOnNext(_ -> feedReaders.wake());
  }

  private static String at(Instant instant) {
    return instant.toString();
  }

  @Override
  public Mono<Appointment> byId(UUID appointment) {
    return database
        .sql(WITH_CONFLICTS + "where a.id = $1")
        .bind(0, appointment)
        .map(PostgresAppointments::appointment)
        .one();
  }

  @Override
  public Flux<Appointment> ofResident(UUID resident, Interval range) {
    return database
        .sql(
            WITH_CONFLICTS
                + """
                where a.resident = $1 and a.starts_at < $3 and a.ends_at > $2
                order by a.starts_at, a.id
                """)
        .bind(0, resident)
        .bind(1, range.start())
        .bind(2, range.end())
        .map(PostgresAppointments::appointment)
        .all();
  }

  private static Appointment appointment(Readable row) {
    return new Appointment(
        column(row, "id", UUID.class),
        column(row, "resident", UUID.class),
        Rows.appointmentKind(row),
        Rows.time(row),
        column(row, "state", String.class),
        column(row, "entered_by", String.class),
        column(row, "entered_at", Instant.class),
        row.get("finess", String.class),
        List.of(column(row, "conflicts", UUID[].class)));
  }
}
