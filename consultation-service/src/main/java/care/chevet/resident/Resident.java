package care.chevet.resident;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone who lives in a care home.
 *
 * @param birthName family name on the birth certificate, in capitals
 * @param birthGivenNames given names on the birth certificate, in order
 * @param usedName the family name she goes by
 * @param birthPlaceInsee INSEE code of the commune or country of birth
 * @param language in which she is best spoken to, by its ISO 639 code; null if nobody has said
 */
public record Resident(
    UUID id,
    String birthName,
    List<String> birthGivenNames,
    String usedName,
    String usedGivenName,
    Sex sex,
    LocalDate birthDate,
    @Nullable String birthPlaceInsee,
    @Nullable Ins ins,
    IdentityStatus identityStatus,
    UUID careHome,
    @Nullable String language) {

  public Resident {
    birthGivenNames = List.copyOf(birthGivenNames);
  }

  /** The identity as events carry it, without the care home. */
  public ResidentSnapshot snapshot() {
    return new ResidentSnapshot(
        id,
        birthName,
        birthGivenNames,
        usedName,
        usedGivenName,
        sex.code(),
        birthDate,
        birthPlaceInsee,
        ins,
        identityStatus.code());
  }
}
