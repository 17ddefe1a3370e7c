package care.chevet.consultation;

import static care.chevet.testbed.Contract.golden;
import static care.chevet.testbed.Contract.shape;
import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.access.OnBehalf;
import care.chevet.problem.Outcome.Done;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The feed tells of consultations in the shape of {@code contracts/consultation-event.json}. */
final class SnapshotContractIT {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void aReportedConsultationHasExactlyTheFieldsOfTheContract() {
    var golden = golden("consultation-event.json");
    var prescription =
        "{\"lines\":[%s],\"note\":\"Pilulier.\"}"
            .formatted(
                golden.path("consultation").path("prescription").path("lines").get(0).toString());
    var id = Stage.concluded();
    Stage.ok(Stage.put(Stage.geriatrician(), Stage.path(id, "/prescription"), prescription));
    Stage.ok(Stage.geriatrician().post(Stage.path(id, "/prescription/signature"), "{}"));
    Stage.ok(Stage.draft(id, "Examen à distance."));
    Stage.ok(Stage.geriatrician().post(Stage.path(id, "/report/signature"), "{}"));
    assertThat(shape(told(id, golden.path("type").asString())))
        .isEqualTo(shape(golden.path("consultation")));
  }

  @Test
  void theValuesAreTheDossiers() {
    var id = Stage.reported();
    var told = told(id, "consultation.reported");
    var golden = golden("consultation-event.json").path("consultation");
    assertThat(told.path("resident")).isEqualTo(golden.path("resident"));
    assertThat(told.path("careHome")).isEqualTo(golden.path("careHome"));
    assertThat(told.path("nurse")).isEqualTo(golden.path("nurse"));
    assertThat(told.path("physician")).isEqualTo(golden.path("physician"));
    assertThat(told.path("hospitals")).isEqualTo(golden.path("hospitals"));
    assertThat(told.path("vitals").get(0).path("systolicMmHg").asInt()).isEqualTo(142);
    assertThat(told.path("report").path("pdf").path("href").asString())
        .isEqualTo("/api/v1/consultations/" + id + "/reports/1/pdf");
  }

  @Test
  void aBookedConsultationHasExactlyTheFieldsOfTheContract() {
    var golden = golden("scheduled-consultation-event.json");
    var id = Stage.requested();
    var time =
        SchedulingConsultationIT.booked(
            id, UUID.fromString(Stage.HELENE), Instant.parse("2027-02-01T10:00:00Z"));
    var scheduling = Stage.SERVICE.context().getBean(SchedulingConsultation.class);
    assertThat(
            scheduling
                .schedule(SchedulingConsultationIT.claire(), UUID.fromString(id), time)
                .contextWrite(OnBehalf::ofTheService)
                .block())
        .isInstanceOf(Done.class);
    var told = told(id, golden.path("type").asString());
    assertThat(shape(told)).isEqualTo(shape(golden.path("consultation")));
    assertThat(told.path("scheduled").path("booking").asString())
        .isEqualTo(time.booking().toString());
  }

  @Test
  void aBookingGivenUpIsNoLongerInIt() {
    var id = Stage.requested();
    var time =
        SchedulingConsultationIT.booked(
            id, UUID.fromString(Stage.HELENE), Instant.parse("2027-02-02T10:00:00Z"));
    var scheduling = Stage.SERVICE.context().getBean(SchedulingConsultation.class);
    var claire = SchedulingConsultationIT.claire();
    assertThat(
            scheduling
                .schedule(claire, UUID.fromString(id), time)
                .contextWrite(OnBehalf::ofTheService)
                .block())
        .isInstanceOf(Done.class);
    assertThat(
            scheduling
                .unschedule(claire, UUID.fromString(id), "Kinésithérapie")
                .contextWrite(OnBehalf::ofTheService)
                .block())
        .isInstanceOf(Done.class);
    var last =
        Stage.DATABASE.rows(
            "select snapshot from feed_event where subject = '%s' order by position desc limit 1"
                .formatted(id));
    var told = JSON.readTree(last.getFirst());
    assertThat(told.path("state").asString()).isEqualTo("requested");
    assertThat(told.has("scheduled")).isFalse();
  }

  @Test
  void beforeTheSignatureThereIsNoReportInIt() {
    var id = Stage.inSession();
    assertThat(Stage.draft(id, "Un brouillon.").status()).isEqualTo(200);
    Stage.ok(Stage.geriatrician().post(Stage.path(id, "/conclusion"), "{}"));
    assertThat(told(id, "consultation.concluded").has("report")).isFalse();
    assertThat(told(id, "consultation.requested").has("physician")).isFalse();
  }

  private static JsonNode told(String id, String type) {
    var rows =
        Stage.DATABASE.rows(
            "select snapshot from feed_event where subject = '%s' and type = '%s'"
                .formatted(id, type));
    assertThat(rows).hasSize(1);
    return JSON.readTree(rows.getFirst());
  }
}
