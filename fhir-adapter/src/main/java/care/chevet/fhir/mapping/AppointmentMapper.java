package care.chevet.fhir.mapping;

import static care.chevet.fhir.mapping.Codes.PARTICIPATION;
import static care.chevet.fhir.mapping.Codes.concept;
import static care.chevet.fhir.mapping.Codes.dateTime;
import static care.chevet.fhir.mapping.Codes.instant;
import static care.chevet.fhir.mapping.Codes.ours;
import static care.chevet.fhir.mapping.Codes.profiled;
import static care.chevet.fhir.mapping.Codes.to;

import care.chevet.fhir.consultation.Consultation;
import care.chevet.fhir.consultation.Professional;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentParticipantComponent;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.CodeableConcept;

/** The booked time of a consultation → Appointment; one for each consultation, however moved. */
final class AppointmentMapper {

  private final Tenant tenant;
  private final Dialect dialect;

  AppointmentMapper(Tenant tenant, Dialect dialect) {
    this.tenant = tenant;
    this.dialect = dialect;
  }

  Appointment map(Consultation consultation) {
    var appointment = profiled(new Appointment(), dialect, "fr-core-appointment");
    appointment.addIdentifier(ours(tenant.appointmentOf(consultation)));
    appointment.setStatus(status(consultation));
    appointment.addServiceType(new CodeableConcept().setText(consultation.specialty()));
    appointment.setCreatedElement(dateTime(consultation.requestedAt()));
    var scheduled = consultation.scheduled();
    if (scheduled != null) {
      appointment.setStartElement(instant(scheduled.starts()));
      appointment.setEndElement(instant(scheduled.ends()));
    }
    var patient = appointment.addParticipant();
    patient.setActor(to(tenant.of(consultation.resident())));
    patient.setStatus(ParticipationStatus.ACCEPTED);
    if (consultation.physician() != null) {
      appointment.addParticipant(participant("PPRF", consultation.physician()));
    }
    appointment.addParticipant(participant("SPRF", consultation.nurse()));
    return appointment;
  }

  private static AppointmentStatus status(Consultation consultation) {
    return switch (consultation.appointmentState()) {
      case BOOKED -> AppointmentStatus.BOOKED;
      case ARRIVED -> AppointmentStatus.ARRIVED;
      case FULFILLED -> AppointmentStatus.FULFILLED;
      case CANCELLED -> AppointmentStatus.CANCELLED;
      // R4 allows no reason here: app-4.
      case ABSENT -> AppointmentStatus.NOSHOW;
    };
  }

  private AppointmentParticipantComponent participant(String role, Professional professional) {
    return new AppointmentParticipantComponent()
        .addType(concept(PARTICIPATION, role))
        .setActor(to(tenant.of(professional)))
        .setStatus(ParticipationStatus.ACCEPTED);
  }
}
