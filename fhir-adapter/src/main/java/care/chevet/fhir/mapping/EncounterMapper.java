package care.chevet.fhir.mapping;

import static care.chevet.fhir.mapping.Codes.ACT_CODE;
import static care.chevet.fhir.mapping.Codes.FR_VISIT_IDENTIFIER_TYPE;
import static care.chevet.fhir.mapping.Codes.PARTICIPATION;
import static care.chevet.fhir.mapping.Codes.coding;
import static care.chevet.fhir.mapping.Codes.concept;
import static care.chevet.fhir.mapping.Codes.dateTime;
import static care.chevet.fhir.mapping.Codes.ours;
import static care.chevet.fhir.mapping.Codes.profiled;
import static care.chevet.fhir.mapping.Codes.to;

import care.chevet.fhir.consultation.Consultation;
import care.chevet.fhir.consultation.Professional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterParticipantComponent;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Period;

/** Consultation → Encounter of class VR, virtual. */
final class EncounterMapper {

  private final Tenant tenant;
  private final Dialect dialect;

  EncounterMapper(Tenant tenant, Dialect dialect) {
    this.tenant = tenant;
    this.dialect = dialect;
  }

  Encounter map(Consultation consultation) {
    var encounter = profiled(new Encounter(), dialect, "fr-core-encounter");
    encounter.addIdentifier(
        ours(tenant.of(consultation)).setType(concept(FR_VISIT_IDENTIFIER_TYPE, "VN")));
    encounter.setStatus(status(consultation.state()));
    encounter.setClass_(coding(ACT_CODE, "VR").setDisplay("virtual"));
    encounter.setSubject(to(tenant.of(consultation.resident())));
    if (consultation.physician() != null) {
      encounter.addParticipant(participant("PPRF", consultation.physician()));
    }
    encounter.addParticipant(participant("SPRF", consultation.nurse()));
    if (consultation.scheduled() != null) {
      encounter.addAppointment(to(tenant.appointmentOf(consultation)));
    }
    encounter.setPeriod(period(consultation));
    if (consultation.question() != null && !consultation.question().isBlank()) {
      encounter.addReasonCode(new CodeableConcept().setText(consultation.question()));
    }
    encounter.setServiceProvider(to(tenant.of(consultation.careHome())));
    return encounter;
  }

  static EncounterStatus status(String state) {
    return switch (state) {
      case "requested", "accepted", "scheduled" -> EncounterStatus.PLANNED;
      case "at-bedside" -> EncounterStatus.ARRIVED;
      case "in-session" -> EncounterStatus.INPROGRESS;
      case "concluded", "reported", "delivered" -> EncounterStatus.FINISHED;
      default -> EncounterStatus.CANCELLED;
    };
  }

  private EncounterParticipantComponent participant(String role, Professional professional) {
    return new EncounterParticipantComponent()
        .addType(concept(PARTICIPATION, role))
        .setIndividual(to(tenant.of(professional)));
  }

  private static Period period(Consultation consultation) {
    var period = new Period().setStartElement(dateTime(consultation.startedAt()));
    if (consultation.concludedAt() != null) {
      period.setEndElement(dateTime(consultation.concludedAt()));
    }
    return period;
  }
}
