package care.chevet.scheduling;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What else occupies a resident, entered by those who know.
 *
 * @param state {@code planned}, {@code cancelled}, or {@code displaced} by an overriding booking
 * @param hospital the FINESS number of the hospital that gave it, or null when the care home did
 * @param conflicts the resident's bookings that it overlaps
 */
public record Appointment(
    UUID id,
    UUID resident,
    AppointmentKind kind,
    Interval time,
    String state,
    String enteredBy,
    Instant enteredAt,
    @Nullable String hospital,
    List<UUID> conflicts) {}
