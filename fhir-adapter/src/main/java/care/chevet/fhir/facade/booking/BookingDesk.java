package care.chevet.fhir.facade.booking;

import care.chevet.fhir.facade.Refusals;
import care.chevet.fhir.service.ConsultationService;
import care.chevet.fhir.service.ConsultationService.Answer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where times are asked for, held, booked and called off: the consultation service decides, and its
 * refusals are passed on under their own codes. Every call may be repeated: an id is one booking.
 */
@Component
final class BookingDesk {

  /** Free times: whose, in which specialty, from when to when, how many of each physician. */
  record Question(
      String hospital, String resident, String specialty, Instant from, Instant to, int slots) {}

  private final ConsultationService service;

  BookingDesk(ConsultationService service) {
    this.service = service;
  }

  /** {@code contracts/hospital-slots.json}. */
  List<Offer.Time> free(Question question) {
    var path =
        "/api/v1/residents/%s/hospital-slots/%s?specialty=%s&from=%s&to=%s&slots=%d"
            .formatted(
                question.resident,
                question.hospital,
                question.specialty,
                question.from,
                question.to,
                question.slots);
    var times = new ArrayList<Offer.Time>();
    for (var physician : asked("GET", path, "").path("items")) {
      for (var slot : physician.path("slots")) {
        times.add(time(physician, slot));
      }
    }
    return times;
  }

  Booked hold(Offer offer) {
    return put(offer, wanted(offer, "held"));
  }

  Booked book(Offer offer) {
    return put(offer, wanted(offer, "booked"));
  }

  Booked cancel(Offer offer, String reason) {
    var body = JsonMapper.shared().createObjectNode();
    body.put("state", "cancelled").put("reason", reason);
    return put(offer, body);
  }

  /** {@code contracts/hospital-booking.json}. */
  private static JsonNode wanted(Offer offer, String state) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("state", state)
        .put("physician", offer.time().physician().toString())
        .put("specialty", offer.specialty())
        .put("start", offer.time().start().toString());
  }

  /** {@code contracts/hospital-booked.json}. */
  private Booked put(Offer offer, JsonNode body) {
    var path =
        "/api/v1/residents/%s/hospital-bookings/%s/%s"
            .formatted(offer.resident(), offer.hospital(), offer.id());
    var answer = asked("PUT", path, body.toString());
    return new Booked(
        Booked.State.valueOf(answer.path("state").asString().toUpperCase(Locale.ROOT)),
        time(answer.path("physician"), answer),
        Optional.ofNullable(answer.path("heldUntil").asString(null)).map(Instant::parse));
  }

  private static Offer.Time time(JsonNode physician, JsonNode slot) {
    return new Offer.Time(
        UUID.fromString(physician.path("id").asString()),
        physician.path("displayName").asString(),
        Instant.parse(slot.path("start").asString()),
        Instant.parse(slot.path("end").asString()));
  }

  private JsonNode asked(String method, String path, String body) {
    try {
      var answer = service.call(method, path, body);
      if (!answer.accepted()) {
        throw refused(answer);
      }
      return JsonMapper.shared().readTree(answer.body());
    } catch (IOException e) {
      throw unreachable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable();
    }
  }

  private static RuntimeException refused(Answer answer) {
    return switch (answer.status()) {
      case 400 -> refused(answer, IssueType.INVALID);
      case 404 -> refused(answer, IssueType.NOTFOUND);
      case 409 -> refused(answer, IssueType.CONFLICT);
      case 422 -> refused(answer, IssueType.BUSINESSRULE);
      default -> unreachable();
    };
  }

  private static RuntimeException refused(Answer answer, IssueType type) {
    try {
      var code = JsonMapper.shared().readTree(answer.body()).path("code").asString("");
      return code.isEmpty()
          ? unreachable()
          : Refusals.refusal(answer.status(), type, code, "nothing was kept");
    } catch (JacksonException e) {
      return unreachable();
    }
  }

  private static RuntimeException unreachable() {
    return Refusals.refusal(
        503, IssueType.TRANSIENT, "service_unreachable", "nothing is known of it: ask again");
  }
}
