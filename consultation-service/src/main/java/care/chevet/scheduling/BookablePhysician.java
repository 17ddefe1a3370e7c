package care.chevet.scheduling;

import care.chevet.directory.Specialty;
import java.util.UUID;

/**
 * A physician with her availability in one specialty.
 *
 * @param version of the availability; a booking that was judged by an older one is judged again
 */
public record BookablePhysician(
    UUID id, String displayName, Specialty specialty, Availability availability, int version) {}
