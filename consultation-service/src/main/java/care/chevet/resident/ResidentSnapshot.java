package care.chevet.resident;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A resident's identity as an event carries it: {@code resident} in {@code
 * contracts/consultation-event.json}.
 */
public record ResidentSnapshot(
    UUID id,
    String birthName,
    List<String> birthGivenNames,
    String usedName,
    String usedGivenName,
    String sex,
    LocalDate birthDate,
    @Nullable String birthPlaceInsee,
    @Nullable Ins ins,
    String identityStatus) {}
