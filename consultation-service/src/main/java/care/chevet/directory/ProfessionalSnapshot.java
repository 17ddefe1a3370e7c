package care.chevet.directory;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A professional as events carry her.
 *
 * @param specialty in which she answers; null for a nurse
 */
public record ProfessionalSnapshot(
    UUID id,
    @Nullable String rpps,
    String familyName,
    String givenName,
    @Nullable String specialty) {
  public static ProfessionalSnapshot of(Person person, @Nullable String specialty) {
    return new ProfessionalSnapshot(
        person.id(), person.rpps(), person.familyName(), person.givenName(), specialty);
  }
}
