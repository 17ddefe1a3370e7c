package care.chevet.scheduling;

import java.util.UUID;

/**
 * A hospital's appointment that overlaps a booking of the same resident. Neither gives way by
 * itself: people see both and move one.
 */
public record Conflict(UUID booking, UUID appointment, AppointmentKind kind, Interval time) {}
