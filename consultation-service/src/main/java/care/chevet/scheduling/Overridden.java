package care.chevet.scheduling;

import java.time.Instant;
import java.util.UUID;

/**
 * One time that somebody set the rules aside for a booking, kept whatever becomes of the booking.
 *
 * @param by the coordinator's name
 * @param start of the booking, by this act
 */
public record Overridden(UUID booking, Instant at, String by, String reason, Instant start) {}
