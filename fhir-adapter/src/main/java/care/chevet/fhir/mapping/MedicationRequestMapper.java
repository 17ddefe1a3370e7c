package care.chevet.fhir.mapping;

import static care.chevet.fhir.mapping.Codes.UCUM;
import static care.chevet.fhir.mapping.Codes.dateTime;
import static care.chevet.fhir.mapping.Codes.ours;
import static care.chevet.fhir.mapping.Codes.to;

import care.chevet.fhir.consultation.Consultation;
import care.chevet.fhir.consultation.Prescription;
import care.chevet.fhir.consultation.Professional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestDispenseRequestComponent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestSubstitutionComponent;

/** One line of a signed prescription → MedicationRequest, an order; its status is the caller's. */
final class MedicationRequestMapper {

  static final String PUBLIC_DATABASE = "https://smt.esante.gouv.fr/terminologie-bdpm";

  private final Tenant tenant;

  MedicationRequestMapper(Tenant tenant) {
    this.tenant = tenant;
  }

  MedicationRequest map(
      Consultation consultation, Prescription prescription, int index, Professional physician) {
    var line = prescription.lines().get(index);
    var request = new MedicationRequest();
    request.addIdentifier(ours(tenant.of(consultation, prescription, index)));
    request.setGroupIdentifier(ours(tenant.of(consultation, prescription)));
    request.setIntent(MedicationRequestIntent.ORDER);
    request.setMedication(medicine(line));
    request.setSubject(to(tenant.of(consultation.resident())));
    request.setEncounter(to(tenant.of(consultation)));
    request.setAuthoredOnElement(dateTime(prescription.signedAt()));
    request.setRequester(to(tenant.of(physician)));
    request.addDosageInstruction(new Dosage().setText(line.dose() + " · " + line.posology()));
    request.setDispenseRequest(dispensing(line));
    if (line.nonSubstitutable()) {
      request.setSubstitution(
          new MedicationRequestSubstitutionComponent().setAllowed(new BooleanType(false)));
    }
    return request;
  }

  private static CodeableConcept medicine(Prescription.Line line) {
    var concept = new CodeableConcept().setText(line.drug());
    if (line.cis() != null) {
      concept.addCoding(Codes.coding(PUBLIC_DATABASE, line.cis()));
    }
    return concept;
  }

  private static MedicationRequestDispenseRequestComponent dispensing(Prescription.Line line) {
    var dispensing =
        new MedicationRequestDispenseRequestComponent().setNumberOfRepeatsAllowed(line.renewals());
    if (line.durationDays() != null) {
      var duration = new Duration();
      duration.setValue(line.durationDays()).setUnit("d").setSystem(UCUM).setCode("d");
      dispensing.setExpectedSupplyDuration(duration);
    }
    return dispensing;
  }
}
