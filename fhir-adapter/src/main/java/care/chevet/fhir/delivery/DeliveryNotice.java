package care.chevet.fhir.delivery;

import care.chevet.fhir.feed.Snapshots;
import care.chevet.fhir.hospital.Hospital;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.json.JsonMapper;

/** The acknowledgement of one recipient, as the consultation service takes it. */
final class DeliveryNotice {

  private DeliveryNotice() {}

  static String json(Delivery delivery, Hospital hospital, String reference, Instant at) {
    var report = Snapshots.consultation(delivery.snapshot()).report();
    var notice = JsonMapper.shared().createObjectNode();
    notice.put("consultation", delivery.consultation());
    if (report != null) {
      notice.put("reportVersion", report.version());
    }
    var recipient = notice.putObject("recipient");
    recipient.put("kind", "hospital");
    recipient.put("finess", hospital.finess());
    notice.put("status", "delivered");
    notice.put("at", at.truncatedTo(ChronoUnit.MILLIS).toString());
    notice.put("reference", reference);
    return notice.toString();
  }
}
