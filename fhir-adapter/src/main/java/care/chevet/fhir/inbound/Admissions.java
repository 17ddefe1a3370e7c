package care.chevet.fhir.inbound;

import care.chevet.fhir.hospital.Hospital;
import care.chevet.fhir.inbound.Pulled.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;

/**
 * Patients as admissions tell them: known again by their number, merged when the hospital says so.
 */
public final class Admissions {

  private final ReceivingRecords receiving;
  private final Inbox inbox;
  private final Pulled pulled;

  Admissions(ReceivingRecords receiving, Inbox inbox, Pulled pulled) {
    this.receiving = receiving;
    this.inbox = inbox;
    this.pulled = pulled;
  }

  /**
   * Takes a patient in the caller's transaction.
   *
   * @param mergedAway identifiers of the patient who has become this one; empty for none
   */
  public void take(Hospital hospital, byte[] raw, Patient patient, List<Identifier> mergedAway) {
    inbox.lock(hospital.finess());
    var place =
        known(hospital, patient.getIdentifier()).orElseGet(() -> UUID.randomUUID().toString());
    var all = new ArrayList<Incoming>();
    all.add(new Incoming.Update(patient, place, Optional.empty(), Optional.empty()));
    var gone = known(hospital, mergedAway).filter(other -> !other.equals(place));
    gone.ifPresent(other -> {
      inbox.merge(hospital.finess(), other, place);
      all.add(new Incoming.Delete("Patient", other));
    });
    var _ = receiving.receive(hospital, raw, all);
  }

  /** Only her number at the hospital says which patient it is; the INS is for matching. */
  private Optional<String> known(Hospital hospital, List<Identifier> identifiers) {
    return identifiers.stream()
        .filter(each -> "PI".equals(each.getType().getCodingFirstRep().getCode()))
        .flatMap(each ->
            inbox
                .byIdentifier(
                    hospital.finess(), "Patient", Optional.of(each.getSystem()), each.getValue())
                .stream())
        .findFirst();
  }

  /** Keeps what could not be taken, for a person. */
  public void setAside(Hospital hospital, String controlId, String code, String words, byte[] raw) {
    pulled.setAside(new Incident(hospital.finess(), "hl7v2", controlId, code, words), raw);
  }
}
