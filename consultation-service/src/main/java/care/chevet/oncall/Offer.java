package care.chevet.oncall;

import care.chevet.consultation.Urgency;
import care.chevet.directory.Specialty;
import java.time.Instant;
import java.util.UUID;

/**
 * A request that stands before one physician.
 *
 * @param careHome the name of the care home that asks
 */
public record Offer(
    UUID consultation,
    Instant expiresAt,
    Specialty specialty,
    Urgency urgency,
    String careHome,
    Instant waitingSince) {}
