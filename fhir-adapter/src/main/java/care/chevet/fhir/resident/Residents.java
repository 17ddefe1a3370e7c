package care.chevet.fhir.resident;

import care.chevet.fhir.consultation.Resident;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Every resident we know, as of the newest event about each. */
public interface Residents {

  /** Keeps {@code resident} unless a newer snapshot is already here. */
  void keep(Resident resident, Instant asOf);

  Optional<Resident> byId(String id);

  List<Resident> byInsValue(String matricule);

  List<Resident> byBirthDate(LocalDate birthDate);
}
