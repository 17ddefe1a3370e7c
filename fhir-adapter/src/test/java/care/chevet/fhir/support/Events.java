package care.chevet.fhir.support;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Feed events made from the golden ones. */
public final class Events {

  public static final String HOSPITAL = "990000101";
  public static final String OTHER_HOSPITAL = "990000102";

  private Events() {}

  public static ObjectNode residentRegistered() {
    return (ObjectNode) JsonMapper.shared().readTree(Goldens.read("resident-event.json"));
  }

  /** The golden consultation, its report's hash being that of the double's document. */
  public static ObjectNode consultationReported() {
    var event = (ObjectNode) JsonMapper.shared().readTree(Goldens.read("consultation-event.json"));
    var pdf = (ObjectNode) event.path("consultation").path("report").path("pdf");
    pdf.put("sha256", sha256(ConsultationServiceDouble.PDF));
    pdf.put("sizeBytes", ConsultationServiceDouble.PDF.length);
    return event;
  }

  /** The same consultation, its report amended. */
  public static ObjectNode consultationAmended() {
    var event = consultationReported();
    event.put("id", named("amended", 1));
    event.put("type", "consultation.amended");
    event.put("occurredAt", "2026-11-21T11:02:00Z");
    var report = (ObjectNode) event.path("consultation").path("report");
    report.put("id", named("report", 2));
    report.put("version", 2);
    report.put("reason", "Erreur de côté");
    report.put("signedAt", "2026-11-21T11:02:00Z");
    ((ObjectNode) report.path("pdf"))
        .put(
            "href",
            "/api/v1/consultations/%s/reports/2/pdf"
                .formatted(event.path("consultation").path("id").asString()));
    return event;
  }

  /** A picture of the golden consultation, by its nurse. */
  public static ObjectNode attachmentAdded(int number) {
    var consultation = consultationReported().path("consultation");
    var event = JsonMapper.shared().createObjectNode();
    event.put("id", named("attachment-event", number));
    event.put("type", "consultation.attachment-added");
    event.put("occurredAt", "2026-11-21T09:58:00Z");
    var attachment = event.putObject("attachment");
    attachment.put("id", named("attachment", number));
    attachment.put("consultation", consultation.path("id").asString());
    attachment.put("resident", consultation.at("/resident/id").asString());
    attachment.put("operator", consultation.at("/nurse/id").asString());
    attachment.put("kind", "photo").put("mediaType", "image/jpeg").put("sizeBytes", 1_234);
    attachment.put("sha256", "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c");
    attachment
        .putObject("bodySite")
        .put("system", "http://snomed.info/sct")
        .put("code", "72696002")
        .put("display", "Knee region structure");
    attachment.put("device", "Dermatoscope").put("addedAt", "2026-11-21T09:58:00Z");
    return event;
  }

  /** The golden expertise, answered, its paper's hash being that of the double's document. */
  public static ObjectNode expertiseAnswered() {
    var event = (ObjectNode) JsonMapper.shared().readTree(Goldens.read("expertise-event.json"));
    ((ObjectNode) event.at("/expertise/opinion/pdf"))
        .put("sha256", sha256(ConsultationServiceDouble.PDF))
        .put("sizeBytes", ConsultationServiceDouble.PDF.length);
    return event;
  }

  /** The same expertise before its answer, as it was at some time. */
  public static ObjectNode expertise(String state, int number, String at) {
    var event = expertiseAnswered();
    event.put("id", named("expertise", number));
    event.put("type", "expertise." + state);
    event.put("occurredAt", at);
    var expertise = (ObjectNode) event.path("expertise");
    expertise.put("state", state).put("changedAt", at).remove("opinion");
    if (state.equals("requested")) {
      expertise.remove("physician");
    }
    return event;
  }

  /** The golden booking without a consultation. */
  public static ObjectNode bookingMade() {
    return (ObjectNode) JsonMapper.shared().readTree(Goldens.read("booking-event.json"));
  }

  public static ObjectNode residentErased() {
    return (ObjectNode) JsonMapper.shared().readTree(Goldens.read("resident-erased-event.json"));
  }

  /** The consultation before it takes place: booked. */
  public static ObjectNode consultationScheduled() {
    return (ObjectNode)
        JsonMapper.shared().readTree(Goldens.read("scheduled-consultation-event.json"));
  }

  /** A new consultation, {@code resident} and {@code number} telling it from others. */
  public static ObjectNode consultationReported(int resident, int number, String... hospitals) {
    var event = consultationReported();
    event.put("id", named("event", number));
    var consultation = (ObjectNode) event.path("consultation");
    consultation.put("id", named("consultation", number));
    consultation.put("question", "Question " + number);
    ((ObjectNode) consultation.path("resident")).put("id", named("resident", resident));
    var index = 0;
    for (var vital : consultation.path("vitals")) {
      ((ObjectNode) vital).put("id", named("vital-" + index++, number));
    }
    var list = consultation.putArray("hospitals");
    for (var finess : hospitals) {
      list.addObject()
          .put("id", named("hospital", 0) + finess)
          .put("name", "CH")
          .put("finess", finess);
    }
    return event;
  }

  private static String named(String kind, int number) {
    return UUID.nameUUIDFromBytes((kind + number).getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
