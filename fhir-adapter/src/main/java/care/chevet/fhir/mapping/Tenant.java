package care.chevet.fhir.mapping;

import care.chevet.fhir.consultation.Attachment;
import care.chevet.fhir.consultation.Booking;
import care.chevet.fhir.consultation.Consultation;
import care.chevet.fhir.consultation.Establishment;
import care.chevet.fhir.consultation.Expertise;
import care.chevet.fhir.consultation.Prescription;
import care.chevet.fhir.consultation.Professional;
import care.chevet.fhir.consultation.Report;
import care.chevet.fhir.consultation.Resident;
import care.chevet.fhir.consultation.VitalSign;

/** One installation of Chevet: it names its resources so that no other installation's collide. */
public record Tenant(String name) {

  BusinessIdentifier of(Resident resident) {
    return named("Patient", resident.id());
  }

  BusinessIdentifier of(Professional professional) {
    return practitioner(professional.id());
  }

  BusinessIdentifier practitioner(String id) {
    return named("Practitioner", id);
  }

  BusinessIdentifier of(Establishment establishment) {
    return named("Organization", establishment.id());
  }

  BusinessIdentifier of(Consultation consultation) {
    return named("Encounter", consultation.id());
  }

  BusinessIdentifier of(VitalSign vital) {
    return named("Observation", vital.id());
  }

  /** Each version of a report is a document of its own. */
  BusinessIdentifier of(Consultation consultation, int reportVersion) {
    return named("DocumentReference", consultation.id() + "/" + reportVersion);
  }

  BusinessIdentifier of(Consultation consultation, Report report) {
    return of(consultation, report.version());
  }

  BusinessIdentifier compositionOf(Consultation consultation, int reportVersion) {
    return named("Composition", consultation.id() + "/" + reportVersion);
  }

  BusinessIdentifier of(Attachment attachment) {
    return named("Media", attachment.id());
  }

  /** A consultation has one appointment, however often it is moved. */
  BusinessIdentifier appointmentOf(Consultation consultation) {
    return named("Appointment", consultation.id());
  }

  /** A time that is booked without a consultation has its own. */
  BusinessIdentifier appointmentOf(Booking booking) {
    return named("Appointment", booking.id());
  }

  /** Of a consultation or an expertise. */
  BusinessIdentifier consentOf(String file) {
    return named("Consent", file);
  }

  BusinessIdentifier requestOf(Expertise expertise) {
    return named("ServiceRequest", expertise.id());
  }

  BusinessIdentifier taskOf(Expertise expertise) {
    return named("Task", expertise.id());
  }

  BusinessIdentifier reportOf(Expertise expertise) {
    return named("DiagnosticReport", expertise.id());
  }

  /** The paper of the specialist's opinion; there is one. */
  BusinessIdentifier opinionOf(Expertise expertise) {
    return named("DocumentReference", expertise.id() + "/opinion");
  }

  /** Each version of a prescription is a prescription of its own. */
  BusinessIdentifier of(Consultation consultation, Prescription prescription) {
    return named("Prescription", consultation.id() + "/" + prescription.version());
  }

  BusinessIdentifier of(Consultation consultation, Prescription prescription, int index) {
    return named(
        "MedicationRequest", consultation.id() + "/" + prescription.version() + "/" + index);
  }

  private BusinessIdentifier named(String type, String localId) {
    return BusinessIdentifier.of(name, type, localId);
  }
}
