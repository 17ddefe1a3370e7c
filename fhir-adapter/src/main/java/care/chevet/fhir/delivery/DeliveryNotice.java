package care.chevet.fhir.delivery;

import care.chevet.fhir.hospital.Hospital;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The acknowledgement of one recipient, as the consultation service takes it. */
final class DeliveryNotice {

  private DeliveryNotice() {}

  static Optional<String> delivered(
      Delivery delivery, Hospital hospital, String reference, Instant at) {
    return notice(delivery, hospital, "delivered", at)
        .map(notice -> notice.put("reference", reference).toString());
  }

  static Optional<String> failed(Delivery delivery, Hospital hospital, Instant at) {
    return notice(delivery, hospital, "failed", at).map(ObjectNode::toString);
  }

  /** Empty when the snapshot names no report that could be spoken of. */
  private static Optional<ObjectNode> notice(
      Delivery delivery, Hospital hospital, String status, Instant at) {
    OptionalInt version = reportVersion(delivery);
    if (version.isEmpty()) {
      return Optional.empty();
    }
    var notice = JsonMapper.shared().createObjectNode();
    notice.put("consultation", delivery.consultation());
    notice.put("reportVersion", version.getAsInt());
    var recipient = notice.putObject("recipient");
    recipient.put("kind", "hospital");
    recipient.put("finess", hospital.finess());
    notice.put("status", status);
    notice.put("at", at.truncatedTo(ChronoUnit.MILLIS).toString());
    return Optional.of(notice);
  }

  private static OptionalInt reportVersion(Delivery delivery) {
    try {
      var version = JsonMapper.shared().readTree(delivery.snapshot()).at("/report/version");
      return version.isInt() ? OptionalInt.of(version.asInt()) : OptionalInt.empty();
    } catch (JacksonException e) {
      return OptionalInt.empty();
    }
  }
}
