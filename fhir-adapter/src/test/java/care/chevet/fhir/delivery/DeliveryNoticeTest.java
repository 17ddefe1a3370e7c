package care.chevet.fhir.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.fhir.hospital.Hospital;
import care.chevet.fhir.mapping.Dialect;
import care.chevet.fhir.mapping.TakenTypes;
import care.chevet.fhir.support.Goldens;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the consultation service is told, as {@code contracts/delivery.json} has it. */
final class DeliveryNoticeTest {

  private static final Hospital BRENNE =
      new Hospital(
          "990000101", "CH", Optional.empty(), Dialect.R4, TakenTypes.ALL, Optional.empty());
  private static final Instant AT = Instant.parse("2026-11-21T10:16:01.310Z");

  private final ObjectNode golden =
      (ObjectNode) JsonMapper.shared().readTree(Goldens.read("delivery.json"));

  @Test
  void aDeliveredReportIsToldAsTheContractSays() {
    var notice = DeliveryNotice.delivered(delivery("1"), BRENNE, "DocumentReference/12", AT);

    assertThat(json(notice)).isEqualTo(golden);
  }

  @Test
  void aFailedDeliveryHasNoReference() {
    golden.put("status", "failed").remove(List.of("reference"));

    assertThat(json(DeliveryNotice.failed(delivery("1"), BRENNE, AT))).isEqualTo(golden);
  }

  @Test
  void withoutAReportThereIsNothingToTell() {
    assertThat(DeliveryNotice.failed(delivery("\"x\""), BRENNE, AT)).isEmpty();
  }

  private Delivery delivery(String version) {
    return new Delivery(
        1,
        "990000101",
        "patient:1",
        FileKind.CONSULTATION,
        golden.path("consultation").asString(),
        AT,
        "{\"report\":{\"version\":" + version + "}}",
        false,
        0,
        AT);
  }

  private static JsonNode json(Optional<String> notice) {
    return JsonMapper.shared().readTree(notice.orElseThrow());
  }
}
