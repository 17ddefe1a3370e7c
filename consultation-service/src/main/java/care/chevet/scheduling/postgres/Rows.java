package care.chevet.scheduling.postgres;

import static care.chevet.postgres.Columns.column;

import care.chevet.consultation.Coded;
import care.chevet.consultation.Urgency;
import care.chevet.directory.Specialty;
import care.chevet.scheduling.AppointmentKind;
import care.chevet.scheduling.Booking;
import care.chevet.scheduling.BookingState;
import care.chevet.scheduling.Interval;
import care.chevet.scheduling.Party;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;

/** Reads rows of the tables of scheduling. */
final class Rows {

  private Rows() {}

  static Booking booking(Readable row) {
    return new Booking(
        column(row, "id", UUID.class),
        BookingState.of(column(row, "state", String.class)),
        specialty(row),
        Coded.parse(Urgency.class, column(row, "urgency", String.class)).orElseThrow(),
        new Party(
            column(row, "physician", UUID.class),
            column(row, "nurse", UUID.class),
            column(row, "resident", UUID.class),
            column(row, "care_home", UUID.class),
            row.get("device_kit", UUID.class),
            row.get("room", UUID.class)),
        row.get("consultation", UUID.class),
        time(row),
        row.get("held_until", Instant.class),
        column(row, "version", Integer.class),
        row.get("made_by", UUID.class),
        column(row, "made_at", Instant.class),
        row.get("override_reason", String.class),
        row.get("end_reason", String.class));
  }

  static Specialty specialty(Readable row) {
    return Specialty.of(column(row, "specialty", String.class)).orElseThrow();
  }

  static AppointmentKind appointmentKind(Readable row) {
    return Coded.parse(AppointmentKind.class, column(row, "kind", String.class)).orElseThrow();
  }

  static Interval time(Readable row) {
    return new Interval(
        column(row, "starts_at", Instant.class), column(row, "ends_at", Instant.class));
  }
}
