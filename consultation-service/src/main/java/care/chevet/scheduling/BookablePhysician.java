package care.chevet.scheduling;

import care.chevet.directory.Specialty;
import java.util.Set;
import java.util.UUID;

/**
 * A physician with her availability in one specialty.
 *
 * @param territories those she answers for; without any she answers for all
 * @param version of the availability; a booking that was judged by an older one is judged again
 */
public record BookablePhysician(
    UUID id,
    String displayName,
    Specialty specialty,
    Availability availability,
    Set<UUID> territories,
    int version) {

  public BookablePhysician {
    territories = Set.copyOf(territories);
  }

  boolean answersFor(UUID territory) {
    return territories.isEmpty() || territories.contains(territory);
  }
}
