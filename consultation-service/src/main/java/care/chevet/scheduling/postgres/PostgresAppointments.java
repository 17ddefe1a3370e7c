package care.chevet.scheduling.postgres;

import care.chevet.access.Actor;
import care.chevet.consultation.Coded;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.scheduling.Appointment;
import care.chevet.scheduling.AppointmentKind;
import care.chevet.scheduling.Appointments;
import care.chevet.scheduling.Interval;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresAppointments implements Appointments {

  private final DatabaseClient database;

  PostgresAppointments(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Outcome<Appointment>> enter(Appointment appointment, Actor by) {
    return Refusals.read(
        database
            .sql(
                """
                select * from enter_appointment(
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
            with ended as (
              update appointment set state = 'cancelled'
              where id = $1 and state = 'planned' returning *),
            freed as (
              delete from reservation r using ended e
              where r.resource = e.resident and r.appointment = e.id),
            told as (
              insert into audit_entry (who, role, what, subject_kind, subject, resident)
              select $2, $3, 'appointment.cancelled', 'appointment', id, resident from ended)
            select * from ended
            """)
        .bind(0, appointment)
        .bind(1, by.person().toString())
        .bind(2, by.role().code())
        .map(row -> Outcome.done(appointment(row)))
        .one()
        .defaultIfEmpty(Outcome.refused(Refusal.conflict("appointment_over")));
  }

  @Override
  public Mono<Appointment> byId(UUID appointment) {
    return database
        .sql("select * from appointment where id = $1")
        .bind(0, appointment)
        .map(PostgresAppointments::appointment)
        .one();
  }

  @Override
  public Flux<Appointment> ofResident(UUID resident, Interval range) {
    return database
        .sql(
            """
            select * from appointment
            where resident = $1 and starts_at < $3 and ends_at > $2
            order by starts_at, id
            """)
        .bind(0, resident)
        .bind(1, range.start())
        .bind(2, range.end())
        .map(PostgresAppointments::appointment)
        .all();
  }

  private static Appointment appointment(Readable row) {
    return new Appointment(
        Columns.of(row, "id", UUID.class),
        Columns.of(row, "resident", UUID.class),
        Coded.parse(AppointmentKind.class, Columns.of(row, "kind", String.class)).orElseThrow(),
        Columns.time(row),
        Columns.of(row, "state", String.class),
        Columns.of(row, "entered_by", String.class),
        Columns.of(row, "entered_at", Instant.class));
  }
}
