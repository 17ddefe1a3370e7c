package care.chevet.scheduling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A physician who could be booked for a resident.
 *
 * @param speaksLanguage whether she speaks the language that was asked for
 * @param lastSeen when her last consultation with this resident ended, if there was one
 * @param timesSeen how many there were
 */
public record Candidate(
    BookablePhysician physician,
    boolean speaksLanguage,
    @Nullable Instant lastSeen,
    int timesSeen) {}
