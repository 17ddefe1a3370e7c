package care.chevet.fhir.matching;

import care.chevet.fhir.consultation.Resident;
import java.util.List;
import java.util.Optional;

/**
 * The rules of linking a hospital's patient to a resident, pure: the caller brings who could be
 * meant, and gets a decision with its reason.
 *
 * <p>Source: Référentiel national d'identitovigilance, strict traits.
 */
public final class Matching {

  private Matching() {}

  /**
   * Decides whose record {@code patient} is.
   *
   * @param sameIns residents who bear one of the patient's INS, OID and matricule
   * @param samePatientNumber the resident already linked to this patient number at this hospital
   * @param sameBirthDate residents born on her birth date
   */
  public static MatchDecision decide(
      IncomingPatient patient,
      List<Resident> sameIns,
      Optional<Resident> samePatientNumber,
      List<Resident> sameBirthDate) {
    if (sameIns.size() > 1) {
      return new MatchDecision.Quarantined(ids(sameIns), "ins_shared_by_several_residents");
    }
    if (sameIns.size() == 1) {
      return byIns(patient, sameIns.getFirst(), samePatientNumber);
    }
    if (samePatientNumber.isPresent()) {
      return byPatientNumber(patient, samePatientNumber.get());
    }
    var alike = sameBirthDate.stream().filter(resident -> alike(patient, resident)).toList();
    return alike.isEmpty()
        ? new MatchDecision.Unmatched("nobody_alike")
        : new MatchDecision.ForReview(ids(alike), "demographics_alone");
  }

  private static MatchDecision byIns(
      IncomingPatient patient, Resident resident, Optional<Resident> samePatientNumber) {
    var id = resident.id();
    if (samePatientNumber.isPresent() && !samePatientNumber.get().id().equals(id)) {
      return new MatchDecision.Quarantined(
          List.of(id, samePatientNumber.get().id()), "ins_and_patient_number_disagree");
    }
    if (patient.birthDate().filter(date -> !date.equals(resident.birthDate())).isPresent()) {
      return new MatchDecision.Quarantined(List.of(id), "same_ins_other_birth_date");
    }
    if (patient.sex().filter(sex -> sex != resident.sex()).isPresent()) {
      return new MatchDecision.Quarantined(List.of(id), "same_ins_other_sex");
    }
    if (patient.birthDate().isEmpty() || patient.sex().isEmpty()) {
      return new MatchDecision.ForReview(List.of(id), "same_ins_traits_missing");
    }
    if (!sameName(patient, resident)) {
      return new MatchDecision.ForReview(List.of(id), "same_ins_other_name");
    }
    return new MatchDecision.Linked(id, MatchDecision.Basis.INS, "same_ins_consistent_traits");
  }

  /** A number once linked stands, as long as the person behind it has not visibly changed. */
  private static MatchDecision byPatientNumber(IncomingPatient patient, Resident resident) {
    var id = resident.id();
    if (!patient.ins().isEmpty() && resident.ins() != null) {
      return new MatchDecision.Quarantined(List.of(id), "patient_number_with_other_ins");
    }
    if (patient.birthDate().filter(date -> !date.equals(resident.birthDate())).isPresent()) {
      return new MatchDecision.Quarantined(List.of(id), "patient_number_with_other_birth_date");
    }
    if (patient.sex().filter(sex -> sex != resident.sex()).isPresent()) {
      return new MatchDecision.Quarantined(List.of(id), "patient_number_with_other_sex");
    }
    return new MatchDecision.Linked(id, MatchDecision.Basis.PATIENT_NUMBER, "known_patient_number");
  }

  private static boolean sameName(IncomingPatient patient, Resident resident) {
    return patient.familyName().filter(name -> Names.same(name, resident.birthName())).isPresent()
        && !patient.givenNames().isEmpty()
        && Names.oneBeginsTheOther(patient.givenNames(), resident.birthGivenNames());
  }

  /** Loosely alike, for a person to judge: born the same day, and one name in common. */
  private static boolean alike(IncomingPatient patient, Resident resident) {
    if (patient.sex().filter(sex -> sex != resident.sex()).isPresent()) {
      return false;
    }
    var family =
        patient
            .familyName()
            .filter(name ->
                Names.same(name, resident.birthName())
                    || (resident.usedName() != null && Names.same(name, resident.usedName())))
            .isPresent();
    var given =
        patient.givenNames().stream()
            .anyMatch(
                name -> resident.birthGivenNames().stream().anyMatch(own -> Names.same(own, name)));
    return family || given;
  }

  private static List<String> ids(List<Resident> residents) {
    return residents.stream().map(Resident::id).toList();
  }
}
