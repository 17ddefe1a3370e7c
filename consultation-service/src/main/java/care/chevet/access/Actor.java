package care.chevet.access;

import care.chevet.directory.Role;
import care.chevet.directory.Specialty;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * The signed-in person on whose behalf a request is made, as the directory knows her at this
 * moment.
 */
public record Actor(
    UUID person,
    Role role,
    String displayName,
    Locale locale,
    ZoneId zone,
    Set<UUID> careHomes,
    Set<Specialty> specialties) {

  public Actor {
    careHomes = Set.copyOf(careHomes);
    specialties = Set.copyOf(specialties);
  }

  public boolean is(Role wanted) {
    return role == wanted;
  }
}
