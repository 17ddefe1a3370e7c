package care.chevet.scheduling;

import java.time.Instant;
import java.util.UUID;

/**
 * What else occupies a resident, entered by those who know.
 *
 * @param state {@code planned}, {@code cancelled}, or {@code displaced} by an overriding booking
 */
public record Appointment(
    UUID id,
    UUID resident,
    AppointmentKind kind,
    Interval time,
    String state,
    String enteredBy,
    Instant enteredAt) {}
