package care.chevet.fhir.consultation;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A resident as the event feed tells her: the five strict traits, the names in use, the INS. */
public record Resident(
    String id,
    String birthName,
    List<String> birthGivenNames,
    @Nullable String usedName,
    @Nullable String usedGivenName,
    Sex sex,
    LocalDate birthDate,
    @Nullable String birthPlaceInsee,
    @Nullable Ins ins,
    IdentityStatus identityStatus) {

  public Resident {
    birthGivenNames = List.copyOf(birthGivenNames);
  }

  /** Whether the matricule may leave: a qualified identity with all five traits. */
  public boolean qualified() {
    return identityStatus == IdentityStatus.QUALIFIED
        && ins != null
        && birthPlaceInsee != null
        && !birthGivenNames.isEmpty()
        && !birthName.isBlank();
  }

  @Override
  public String toString() {
    return "Resident[" + id + "]";
  }
}
