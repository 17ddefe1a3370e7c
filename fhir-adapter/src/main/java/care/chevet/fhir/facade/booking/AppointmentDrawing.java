package care.chevet.fhir.facade.booking;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import care.chevet.fhir.inbound.OwnBookings;
import care.chevet.fhir.mapping.BusinessIdentifier;
import care.chevet.fhir.mapping.ConsultationMapping;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentParticipantComponent;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Appointment.ParticipantRequired;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;

/**
 * An offer, and what has become of it → Appointment: proposed, pending while it is held, booked,
 * cancelled. Nobody of the care home's stands in it.
 */
public final class AppointmentDrawing {

  static final String SPECIALTIES = "https://chevet.care/specialties";

  /** When a hold ends by itself; R4 has no element for it. */
  static final String HELD_UNTIL = "https://chevet.care/fhir/StructureDefinition/held-until";

  private static final String PARTICIPATION =
      "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

  private final ConsultationMapping names;

  public AppointmentDrawing(ConsultationMapping names) {
    this.names = names;
  }

  public Appointment proposed(Offer offer) {
    return draw(offer, offer.time(), AppointmentStatus.PROPOSED);
  }

  public Appointment of(Offer offer, Booked booked) {
    var appointment = draw(offer, booked.time(), status(booked.state()));
    booked.heldUntil().ifPresent(until -> appointment.addExtension(HELD_UNTIL, instant(until)));
    return appointment;
  }

  private static AppointmentStatus status(Booked.State state) {
    return switch (state) {
      case HELD -> AppointmentStatus.PENDING;
      case BOOKED -> AppointmentStatus.BOOKED;
      case CANCELLED, EXPIRED -> AppointmentStatus.CANCELLED;
    };
  }

  private Appointment draw(Offer offer, Offer.Time time, AppointmentStatus status) {
    var appointment = new Appointment();
    appointment.setId(offer.id().toString());
    appointment.addIdentifier(
        new Identifier().setSystem(OwnBookings.SYSTEM).setValue(offer.id().toString()));
    appointment.setStatus(status);
    appointment.addSpecialty(
        new CodeableConcept(new Coding().setSystem(SPECIALTIES).setCode(offer.specialty())));
    appointment.setStartElement(instant(time.start()));
    appointment.setEndElement(instant(time.end()));
    appointment.setMinutesDuration((int) Duration.between(time.start(), time.end()).toMinutes());
    var state =
        status == AppointmentStatus.BOOKED
            ? ParticipationStatus.ACCEPTED
            : ParticipationStatus.NEEDSACTION;
    appointment.addParticipant(participant(new Reference("Patient/" + offer.patient()), state));
    appointment.addParticipant(
        participant(physician(time), state)
            .addType(new CodeableConcept(new Coding().setSystem(PARTICIPATION).setCode("PPRF"))));
    return appointment;
  }

  private static AppointmentParticipantComponent participant(
      Reference actor, ParticipationStatus status) {
    return new AppointmentParticipantComponent()
        .setActor(actor)
        .setRequired(ParticipantRequired.REQUIRED)
        .setStatus(status);
  }

  private Reference physician(Offer.Time time) {
    return new Reference()
        .setType("Practitioner")
        .setIdentifier(new Identifier().setSystem(BusinessIdentifier.SYSTEM).setValue(urn(time)))
        .setDisplay(time.physicianName());
  }

  /** The identifier under which hospitals know the physician of a time. */
  String urn(Offer.Time time) {
    return names.practitioner(time.physician().toString()).urn();
  }

  private static InstantType instant(Instant instant) {
    return new InstantType(
        Date.from(instant), TemporalPrecisionEnum.SECOND, TimeZone.getTimeZone("UTC"));
  }

  /** The specialty that a token names, with our system or with none. */
  static Optional<String> specialty(String token) {
    var bar = token.indexOf('|');
    var system = bar < 0 ? "" : token.substring(0, bar);
    var code = token.substring(bar + 1);
    return (system.isEmpty() || system.equals(SPECIALTIES)) && code.matches("[a-z-]{1,40}")
        ? Optional.of(code)
        : Optional.empty();
  }
}
