package care.chevet.fhir.mapping;

import static care.chevet.fhir.mapping.Codes.dateTime;
import static care.chevet.fhir.mapping.Codes.ours;
import static care.chevet.fhir.mapping.Codes.to;

import care.chevet.fhir.consultation.Expertise;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskOutputComponent;
import org.hl7.fhir.r4.model.Task.TaskPriority;
import org.hl7.fhir.r4.model.Task.TaskRestrictionComponent;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/**
 * Where a question to a specialist stands → Task: whose turn it is, until when, what came of it.
 */
final class TaskMapper {

  private final Tenant tenant;

  TaskMapper(Tenant tenant) {
    this.tenant = tenant;
  }

  Task map(Expertise expertise) {
    var request = to(tenant.requestOf(expertise));
    var task = new Task();
    task.addIdentifier(ours(tenant.taskOf(expertise)));
    task.addBasedOn(request.copy());
    task.setStatus(status(expertise.state()));
    if (expertise.endReason() != null) {
      task.setStatusReason(new CodeableConcept().setText(expertise.endReason()));
    }
    task.setBusinessStatus(new CodeableConcept().setText(expertise.state().wire()));
    task.setIntent(TaskIntent.ORDER);
    task.setPriority(TaskPriority.fromCode(ServiceRequestMapper.priority(expertise)));
    task.setFocus(request);
    task.setFor(to(tenant.of(expertise.resident())));
    task.setAuthoredOnElement(dateTime(expertise.requestedAt()));
    task.setLastModifiedElement(dateTime(expertise.changedAt()));
    task.setRequester(to(tenant.of(expertise.nurse())));
    task.addPerformerType(new CodeableConcept().setText(expertise.specialty()));
    if (expertise.expert() != null) {
      task.setOwner(to(tenant.of(expertise.expert())));
    }
    task.setRestriction(
        new TaskRestrictionComponent()
            .setPeriod(new Period().setEndElement(dateTime(expertise.dueAt()))));
    if (expertise.opinion() != null && expertise.expert() != null) {
      task.addOutput(
          new TaskOutputComponent()
              .setType(new CodeableConcept().setText(DiagnosticReportMapper.NAME))
              .setValue(to(tenant.reportOf(expertise))));
    }
    return task;
  }

  private static TaskStatus status(Expertise.State state) {
    return switch (state) {
      case REQUESTED -> TaskStatus.REQUESTED;
      case ASSIGNED -> TaskStatus.INPROGRESS;
      case PIECES_WANTED -> TaskStatus.ONHOLD;
      case ANSWERED -> TaskStatus.COMPLETED;
      case EXPIRED -> TaskStatus.FAILED;
      case CONVERTED, CANCELLED -> TaskStatus.CANCELLED;
    };
  }
}
