package care.chevet.fhir.mapping;

import static care.chevet.fhir.mapping.Codes.dateTime;
import static care.chevet.fhir.mapping.Codes.ours;
import static care.chevet.fhir.mapping.Codes.to;

import care.chevet.fhir.consultation.Expertise;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestPriority;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;

/** Question to a specialist → ServiceRequest: what is asked, of whom, by when. */
final class ServiceRequestMapper {

  static final String CODE = "Télé-expertise";

  private final Tenant tenant;

  ServiceRequestMapper(Tenant tenant) {
    this.tenant = tenant;
  }

  ServiceRequest map(Expertise expertise) {
    var request = new ServiceRequest();
    request.addIdentifier(ours(tenant.requestOf(expertise)));
    request.setStatus(status(expertise.state()));
    request.setIntent(ServiceRequestIntent.ORDER);
    request.setPriority(ServiceRequestPriority.fromCode(priority(expertise)));
    request.setCode(new CodeableConcept().setText(CODE));
    request.setSubject(to(tenant.of(expertise.resident())));
    request.setOccurrence(
        new Period()
            .setStartElement(dateTime(expertise.requestedAt()))
            .setEndElement(dateTime(expertise.dueAt())));
    request.setAuthoredOnElement(dateTime(expertise.requestedAt()));
    request.setRequester(to(tenant.of(expertise.nurse())));
    request.setPerformerType(new CodeableConcept().setText(expertise.specialty()));
    if (expertise.expert() != null) {
      request.addPerformer(to(tenant.of(expertise.expert())));
    }
    request.addReasonCode(new CodeableConcept().setText(expertise.question()));
    for (var vital : expertise.vitals()) {
      request.addSupportingInfo(to(tenant.of(vital)));
    }
    return request;
  }

  private static ServiceRequestStatus status(Expertise.State state) {
    return switch (state) {
      case REQUESTED, ASSIGNED, PIECES_WANTED -> ServiceRequestStatus.ACTIVE;
      case ANSWERED -> ServiceRequestStatus.COMPLETED;
      case EXPIRED, CONVERTED, CANCELLED -> ServiceRequestStatus.REVOKED;
    };
  }

  /** Its urgency as a code of request-priority, the same for request and task. */
  static String priority(Expertise expertise) {
    return switch (expertise.urgency()) {
      case "immediate" -> "stat";
      case "today" -> "urgent";
      default -> "routine";
    };
  }
}
