package care.chevet.fhir.inbound;

import care.chevet.fhir.matching.MatchDecision;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The standing decisions about hospitals' patients. */
public interface Matches {

  /** A hospital's patient, by its source id. */
  record HospitalPatient(String hospital, String patient) {}

  /** A link that stands. */
  record Link(String resident, String basis) {}

  void decided(
      HospitalPatient patient, MatchDecision decision, Optional<LocalDate> birthDate, Instant at);

  Optional<Link> link(HospitalPatient patient);

  List<HospitalPatient> linkedTo(String resident);

  /** Patients without a link, born on a day. */
  List<HospitalPatient> openBornOn(LocalDate birthDate);

  /** A hospital's own patients born on a day, linked or not. */
  List<HospitalPatient> bornOn(String hospital, LocalDate birthDate);

  /**
   * Forgets the decision about a patient, so that a link taken back leaves no trace in the next.
   */
  void forget(HospitalPatient patient);

  /** True when this record differs from what the consultation service was last told. */
  boolean tellAnew(String hospital, String resident, String sha256);

  /**
   * The same of what a hospital has planned for a resident; a resident for whom it never planned
   * anything is not spoken of.
   */
  boolean tellAppointmentsAnew(String hospital, String resident, boolean some, String sha256);
}
