package care.chevet.scheduling.postgres;

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
import java.util.Objects;
import java.util.UUID;

/** Reads rows of the tables of scheduling. */
final class Columns {

  private Columns() {}

  static Booking booking(Readable row) {
    return new Booking(
        of(row, "id", UUID.class),
        BookingState.of(of(row, "state", String.class)),
        specialty(row),
        Coded.parse(Urgency.class, of(row, "urgency", String.class)).orElseThrow(),
        new Party(
            of(row, "physician", UUID.class),
            of(row, "nurse", UUID.class),
            of(row, "resident", UUID.class),
            of(row, "care_home", UUID.class),
            row.get("device_kit", UUID.class),
            row.get("room", UUID.class)),
        row.get("consultation", UUID.class),
        time(row),
        row.get("held_until", Instant.class),
        of(row, "version", Integer.class),
        of(row, "made_by", UUID.class),
        of(row, "made_at", Instant.class),
        row.get("override_reason", String.class),
        row.get("end_reason", String.class));
  }

  static Specialty specialty(Readable row) {
    return Specialty.of(of(row, "specialty", String.class)).orElseThrow();
  }

  static AppointmentKind appointmentKind(Readable row) {
    return Coded.parse(AppointmentKind.class, of(row, "kind", String.class)).orElseThrow();
  }

  static Interval time(Readable row) {
    return new Interval(of(row, "starts_at", Instant.class), of(row, "ends_at", Instant.class));
  }

  static <T> T of(Readable row, String name, Class<T> type) {
    return Objects.requireNonNull(row.get(name, type), name);
  }
}
