package care.chevet.fhir.facade;

import static care.chevet.fhir.facade.SharedFacade.FACADE;
import static care.chevet.fhir.support.Surroundings.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.Http;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The summary of a patient, for whoever takes care of her next. */
final class SummaryIT {

  @Test
  void itHoldsWhatTheHospitalSentAndWhatItWasTold() {
    FACADE.put("Patient/sum1", Bodies.marguerite("sum1"));
    FACADE.put("Condition/sum1", Bodies.condition("sum1", "sum1"));
    FACADE.put(
        "Condition/sum2", Bodies.condition("sum2", "sum1").replace("\"active\"", "\"resolved\""));
    FACADE.around.service.publish(Events.consultationReported());
    await().atMost(SOON).until(() -> told() > 0);

    var summary = FACADE.found("Patient/sum1/$summary");

    assertThat(summary.path("type").asString()).isEqualTo("document");
    assertThat(summary.at("/entry/0/resource/resourceType").asString()).isEqualTo("Composition");
    assertThat(summary.at("/entry/1/resource/id").asString()).isEqualTo("sum1");
    var sections = sections(summary);
    assertThat(sections.keySet())
        .containsExactlyInAnyOrder("48765-2", "10160-0", "11450-4", "8716-3", "30954-2", "11348-0");
    assertThat(facts(summary, sections.get("11450-4"))).containsExactly("Condition");
    assertThat(sections.get("11450-4").at("/text/div").asString())
        .contains("Hypertension essentielle");
    assertThat(facts(summary, sections.get("8716-3"))).isNotEmpty().containsOnly("Observation");
    assertThat(facts(summary, sections.get("10160-0"))).containsOnly("MedicationRequest");
    assertThat(sections.get("48765-2").at("/entry").size()).isOne();
    assertThat(summary.toString()).contains("no-allergy-info").doesNotContain("no-problem-info");
    assertThat(sections.get("30954-2").at("/emptyReason/coding/0/code").asString())
        .isEqualTo("unavailable");
    assertThat(summary.toString()).doesNotContain("\"DocumentReference\"");
  }

  @Test
  void whereNothingIsKnownItSaysThatNothingIsKnown() {
    FACADE.put("Patient/sum3", Bodies.stranger("sum3"));

    var text = FACADE.found("Patient/sum3/$summary").toString();

    assertThat(text)
        .contains("no-allergy-info")
        .contains("no-medication-info")
        .contains("no-problem-info");
  }

  @Test
  void whatIsWrittenInAFactIsTextAndNothingElse() {
    FACADE.put("Patient/sum4", Bodies.stranger("sum4"));
    FACADE.put(
        "Condition/sum4",
        Bodies.condition("sum4", "sum4")
            .replace("Hypertension essentielle", "<script>alert(1)</script>"));

    var div = sections(FACADE.found("Patient/sum4/$summary")).get("11450-4").at("/text/div");

    assertThat(div.asString()).contains("&lt;script").doesNotContain("<script");
  }

  @Test
  void aScopeThatReachesHalfOfItReachesNothing() {
    FACADE.put("Patient/sum5", Bodies.stranger("sum5"));
    var narrow = FACADE.brenneWith("system/Patient.rs");

    var refused = narrow.get("/fhir/Patient/sum5/$summary");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(SharedFacade.code(Http.json(refused))).isEqualTo("scope_missing");
    assertThat(FACADE.reunion.get("/fhir/Patient/sum5/$summary").statusCode()).isEqualTo(404);
  }

  private static int told() {
    return FACADE
        .adapter
        .jdbc()
        .sql(
            """
            SELECT count(*) FROM delivery
            WHERE hospital = '990000101' AND report_version > 0 AND consultation = :hers
            """)
        .param("hers", Events.consultationReported().at("/consultation/id").asString())
        .query(Integer.class)
        .single();
  }

  private static Map<String, JsonNode> sections(JsonNode summary) {
    return summary
        .at("/entry/0/resource/section")
        .valueStream()
        .collect(
            Collectors.toMap(
                section -> section.at("/code/coding/0/code").asString(), section -> section));
  }

  /** The kinds of the facts of a section, each found in the bundle under its address. */
  private static List<String> facts(JsonNode summary, JsonNode section) {
    return section
        .path("entry")
        .valueStream()
        .map(entry -> entry.path("reference").asString())
        .map(reference ->
            summary
                .path("entry")
                .valueStream()
                .filter(entry -> entry.path("fullUrl").asString().endsWith(reference))
                .findFirst()
                .orElseThrow()
                .at("/resource/resourceType")
                .asString())
        .toList();
  }
}
