package care.chevet.fhir.mapping;

import static care.chevet.fhir.mapping.Codes.PARTICIPATION;
import static care.chevet.fhir.mapping.Codes.concept;
import static care.chevet.fhir.mapping.Codes.dateTime;
import static care.chevet.fhir.mapping.Codes.instant;
import static care.chevet.fhir.mapping.Codes.ours;
import static care.chevet.fhir.mapping.Codes.profiled;
import static care.chevet.fhir.mapping.Codes.to;

import care.chevet.fhir.consultation.AppointmentState;
import care.chevet.fhir.consultation.Booking;
import care.chevet.fhir.consultation.Consultation;
import care.chevet.fhir.consultation.Professional;
import care.chevet.fhir.consultation.Resident;
import java.time.Instant;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentParticipantComponent;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.jspecify.annotations.Nullable;

/**
 * A booked time → Appointment: one for each consultation, or for a booking that has none yet,
 * however often it is moved.
 */
final class AppointmentMapper {

  private final Tenant tenant;
  private final Dialect dialect;

  AppointmentMapper(Tenant tenant, Dialect dialect) {
    this.tenant = tenant;
    this.dialect = dialect;
  }

  Appointment map(Consultation consultation) {
    var appointment =
        of(
            tenant.appointmentOf(consultation),
            consultation.appointmentState(),
            consultation.specialty(),
            consultation.requestedAt());
    var scheduled = consultation.scheduled();
    if (scheduled != null) {
      appointment.setStartElement(instant(scheduled.starts()));
      appointment.setEndElement(instant(scheduled.ends()));
    }
    return withParticipants(
        appointment, consultation.resident(), consultation.physician(), consultation.nurse());
  }

  Appointment map(Booking booking) {
    var appointment =
        of(
            tenant.appointmentOf(booking),
            booking.appointmentState(),
            booking.specialty(),
            booking.madeAt());
    appointment.setStartElement(instant(booking.starts()));
    appointment.setEndElement(instant(booking.ends()));
    return withParticipants(appointment, booking.resident(), booking.physician(), booking.nurse());
  }

  private Appointment of(
      BusinessIdentifier identifier, AppointmentState state, String specialty, Instant createdAt) {
    var appointment = profiled(new Appointment(), dialect, "fr-core-appointment");
    appointment.addIdentifier(ours(identifier));
    appointment.setStatus(status(state));
    appointment.addServiceType(new CodeableConcept().setText(specialty));
    appointment.setCreatedElement(dateTime(createdAt));
    return appointment;
  }

  private Appointment withParticipants(
      Appointment appointment,
      Resident resident,
      @Nullable Professional physician,
      Professional nurse) {
    var patient = appointment.addParticipant();
    patient.setActor(to(tenant.of(resident)));
    patient.setStatus(ParticipationStatus.ACCEPTED);
    if (physician != null) {
      appointment.addParticipant(participant("PPRF", physician));
    }
    appointment.addParticipant(participant("SPRF", nurse));
    return appointment;
  }

  private static AppointmentStatus status(AppointmentState state) {
    return switch (state) {
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
