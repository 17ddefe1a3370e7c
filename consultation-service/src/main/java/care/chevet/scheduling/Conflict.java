package care.chevet.scheduling;

import java.util.UUID;

/**
 * Another appointment of the resident's that overlaps a booking. A hospital's does not give way by
 * itself: people see both and move one. What an override displaced has given way.
 */
public record Conflict(
    UUID booking, UUID appointment, AppointmentKind kind, Interval time, boolean displaced) {}
