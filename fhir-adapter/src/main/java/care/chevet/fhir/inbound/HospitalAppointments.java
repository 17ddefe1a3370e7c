package care.chevet.fhir.inbound;

import ca.uhn.fhir.context.FhirContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Coding;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one hospital has planned for one resident and is not over, as the consultation service keeps
 * her time free of it: {@code contracts/hospital-appointments.json}.
 */
final class HospitalAppointments {

  /** The states in which somebody expects the patient; a proposal keeps no time. */
  private static final Set<AppointmentStatus> EXPECTED =
      Set.of(
          AppointmentStatus.PENDING,
          AppointmentStatus.BOOKED,
          AppointmentStatus.ARRIVED,
          AppointmentStatus.CHECKEDIN);

  private static final String SNOMED = "http://snomed.info/sct";
  private static final String ANY_OTHER_KIND = "hospital";

  /** Concepts of SNOMED CT that say what occupies the patient. */
  private static final Map<String, String> KINDS =
      Map.of(
          "265764009", "dialysis",
          "302497006", "dialysis",
          "91251008", "physiotherapy");

  /** One that takes the patient's time. */
  private record Planned(String reference, String kind, Instant start, Instant end) {}

  private final List<Planned> planned;

  private HospitalAppointments(List<Planned> planned) {
    this.planned = planned;
  }

  /** Those among the facts about a patient that end after {@code now}. */
  static HospitalAppointments among(List<Inbox.Stored> facts, Instant now) {
    return new HospitalAppointments(
        facts.stream()
            .filter(stored -> stored.key().resourceType().equals("Appointment"))
            .filter(stored -> !stored.deleted())
            .flatMap(stored -> read(stored).stream())
            .filter(each -> each.end.isAfter(now))
            .sorted(Comparator.comparing(Planned::start).thenComparing(Planned::reference))
            .toList());
  }

  boolean some() {
    return !planned.isEmpty();
  }

  String json() {
    var json = JsonMapper.shared().createObjectNode();
    var list = json.putArray("appointments");
    for (var each : planned) {
      list.addObject()
          .put("reference", each.reference)
          .put("kind", each.kind)
          .put("start", each.start.toString())
          .put("end", each.end.toString());
    }
    return json.toString();
  }

  private static Optional<Planned> read(Inbox.Stored stored) {
    var appointment =
        FhirContext.forR4Cached()
            .newJsonParser()
            .parseResource(Appointment.class, stored.resource());
    if (!EXPECTED.contains(appointment.getStatus())
        || !appointment.hasStart()
        || OwnBookings.include(appointment)) {
      return Optional.empty();
    }
    var start = appointment.getStart().toInstant();
    var end =
        appointment.hasEnd()
            ? appointment.getEnd().toInstant()
            : start.plus(Duration.ofMinutes(appointment.getMinutesDuration()));
    var reference = "Appointment/" + stored.key().sourceId();
    return end.isAfter(start)
        ? Optional.of(new Planned(reference, kind(appointment), start, end))
        : Optional.empty();
  }

  private static String kind(Appointment appointment) {
    return Stream.concat(
            appointment.getServiceType().stream(), Stream.of(appointment.getAppointmentType()))
        .flatMap(concept -> concept.getCoding().stream())
        .filter(coding -> SNOMED.equals(coding.getSystem()))
        .map(Coding::getCode)
        .filter(code -> code != null)
        .flatMap(code -> Stream.ofNullable(KINDS.get(code)))
        .findFirst()
        .orElse(ANY_OTHER_KIND);
  }
}
