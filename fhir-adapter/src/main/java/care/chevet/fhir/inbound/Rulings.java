package care.chevet.fhir.inbound;

import care.chevet.fhir.inbound.Matches.HospitalPatient;
import java.time.Instant;
import java.util.List;

/** What people ruled about hospitals' patients whom the machine may not link. */
public interface Rulings {

  /** Which way it went. */
  enum Verdict {
    LINKED,
    REFUSED
  }

  /**
   * One ruling.
   *
   * @param identity hash of the patient as the person saw her; of another, it says nothing
   */
  record Ruling(
      HospitalPatient patient, String resident, Verdict verdict, String identity, String by) {}

  void rule(Ruling ruling, Instant at);

  List<Ruling> standing(HospitalPatient patient);

  /** Takes back every ruling about a patient; false when there was none. */
  boolean undo(HospitalPatient patient, String by, Instant at);
}
