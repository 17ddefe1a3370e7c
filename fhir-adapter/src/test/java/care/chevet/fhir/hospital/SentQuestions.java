package care.chevet.fhir.hospital;

import care.chevet.fhir.Sha256;
import care.chevet.fhir.consultation.Booking;
import care.chevet.fhir.consultation.Expertise;
import care.chevet.fhir.mapping.Recording;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Media;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/** What a question to a specialist, or a booking, and its resources have in common, from either. */
final class SentQuestions {

  private SentQuestions() {}

  static Map<String, String> of(Expertise expertise, byte[] pdf, List<Recording> recordings) {
    var facts = new TreeMap<String, String>();
    facts.put("question", expertise.question());
    facts.put("specialty", expertise.specialty());
    facts.put("state", expertise.state().wire());
    facts.put("asked", seconds(expertise.requestedAt()));
    facts.put("due", seconds(expertise.dueAt()));
    facts.put("changed", seconds(expertise.changedAt()));
    facts.put("end", String.valueOf(expertise.endReason()));
    var opinion = expertise.opinion();
    facts.put("opinion", opinion == null ? "null" : opinion.text());
    facts.put("signed", opinion == null ? "null" : opinion.signedAt().toString());
    facts.put("pdf", opinion == null ? "null" : Sha256.hex(pdf));
    facts.put(
        "recordings",
        recordings.stream()
            .map(one -> one.bytes().map(Sha256::hex).orElse("without"))
            .sorted()
            .toList()
            .toString());
    return facts;
  }

  static Map<String, String> ofExpertise(List<Resource> resources) {
    var facts = new TreeMap<String, String>();
    var recordings = new ArrayList<String>();
    facts.put("opinion", "null");
    facts.put("signed", "null");
    facts.put("pdf", "null");
    for (var resource : resources) {
      switch (resource) {
        case ServiceRequest request -> {
          facts.put("question", request.getReasonCodeFirstRep().getText());
          facts.put("specialty", request.getPerformerType().getText());
          facts.put("asked", request.getAuthoredOn().toInstant().toString());
          facts.put("due", request.getOccurrencePeriod().getEnd().toInstant().toString());
        }
        case Task task -> {
          facts.put("state", task.getBusinessStatus().getText());
          facts.put("changed", task.getLastModified().toInstant().toString());
          facts.put("end", String.valueOf(task.getStatusReason().getText()));
        }
        case DiagnosticReport report -> {
          facts.put("opinion", report.getConclusion());
          facts.put("signed", report.getIssued().toInstant().toString());
        }
        case DocumentReference document ->
            facts.put("pdf", Sha256.hex(document.getContentFirstRep().getAttachment().getData()));
        case Media media ->
            recordings.add(
                media.getContent().hasData()
                    ? Sha256.hex(media.getContent().getData())
                    : "without");
        default -> {
          // What is shared with consultations is compared there.
        }
      }
    }
    facts.put("recordings", recordings.stream().sorted().toList().toString());
    return facts;
  }

  static Map<String, String> of(Booking booking) {
    return Map.of(
        "specialty", booking.specialty(),
        "made", seconds(booking.madeAt()),
        "starts", booking.starts().toString(),
        "ends", booking.ends().toString(),
        "status", booking.booked() ? "booked" : "cancelled");
  }

  static Map<String, String> ofBooking(List<Resource> resources) {
    var appointment =
        resources.stream()
            .filter(Appointment.class::isInstance)
            .map(Appointment.class::cast)
            .findFirst()
            .orElseThrow();
    return Map.of(
        "specialty", appointment.getServiceTypeFirstRep().getText(),
        "made", appointment.getCreated().toInstant().toString(),
        "starts", appointment.getStart().toInstant().toString(),
        "ends", appointment.getEnd().toInstant().toString(),
        "status", appointment.getStatus().toCode());
  }

  private static String seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
