package care.chevet.scheduling;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A physician who could be booked for a resident.
 *
 * @param languages spoken, as ISO 639 codes
 * @param lastSeen when her last consultation with this resident ended, if there was one
 * @param timesSeen how many there were
 */
public record Candidate(
    BookablePhysician physician,
    Set<String> languages,
    @Nullable Instant lastSeen,
    int timesSeen) {}
