package care.chevet.fhir.matching;

import care.chevet.fhir.consultation.Ins;
import care.chevet.fhir.consultation.Sex;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The identity of a patient as a hospital tells it.
 *
 * @param ins every INS of hers, official and old
 */
public record IncomingPatient(
    List<Ins> ins,
    Optional<String> familyName,
    List<String> givenNames,
    Optional<LocalDate> birthDate,
    Optional<Sex> sex) {

  public IncomingPatient {
    ins = List.copyOf(ins);
    givenNames = List.copyOf(givenNames);
  }

  @Override
  public String toString() {
    return "IncomingPatient[***]";
  }
}
