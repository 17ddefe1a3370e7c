package care.chevet.consultation;

import static care.chevet.consultation.Stage.path;
import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.testbed.Browser;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The main job, from the nurse's question to the hospital's acknowledgement, through the API. */
final class WholeFlowIT {

  @Test
  void aNurseAsksAPhysicianAnswersAndTheSignedReportArrives() {
    var id = Stage.requested();
    assertThat(actions(id, Stage.nurse()))
        .contains("schedule", "cancel", "record-vitals")
        .doesNotContain("accept", "join");
    assertThat(actions(id, Stage.geriatrician())).containsExactly("accept", "misrouted");

    var accepted = Stage.ok(Stage.geriatrician().post(path(id, "/acceptance"), "{}")).json();
    assertThat(accepted.path("state").asString()).isEqualTo("accepted");
    assertThat(accepted.path("physician").path("displayName").asString())
        .isEqualTo("Dr Hélène Vasseur");
    assertThat(strings(accepted.path("actions"))).contains("cancel", "join", "hand-over", "invite");

    var ready =
        Stage.nurse()
            .post(path(id, "/readiness"), "{\"confirmedTraits\":[\"birth-name\",\"birth-date\"]}");
    assertThat(Stage.ok(ready).json().path("state").asString()).isEqualTo("at-bedside");
    assertThat(actions(id, Stage.nurse()))
        .contains("cancel", "join", "record-vitals")
        .doesNotContain("ready");

    assertThat(Stage.mediaConnected(id).json().path("accepted").asInt()).isOne();
    var session = view(id, Stage.nurse());
    assertThat(session.path("state").asString()).isEqualTo("in-session");
    assertThat(session.has("sessionStartedAt")).isTrue();

    assertThat(Stage.draft(id, "Suspicion d'infection urinaire.").status()).isEqualTo(200);
    assertThat(view(id, Stage.nurse()).has("report")).as("a draft is its author's").isFalse();
    var concluded = Stage.ok(Stage.geriatrician().post(path(id, "/conclusion"), "{}")).json();
    assertThat(strings(concluded.path("actions")))
        .containsExactly("sign", "draft-report", "prescribe");

    var reported = Stage.ok(Stage.geriatrician().post(path(id, "/report/signature"), "{}")).json();
    assertThat(reported.path("state").asString()).isEqualTo("reported");
    assertThat(Stage.acknowledge(id, Stage.BRENNE, "delivered").status()).isEqualTo(204);

    var delivered = view(id, Stage.nurse());
    assertThat(delivered.path("state").asString()).isEqualTo("delivered");
    assertThat(delivered.path("report").path("text").asString())
        .isEqualTo("Suspicion d'infection urinaire.");
    assertThat(delivered.path("deliveries").get(0).path("reference").asString())
        .isEqualTo("DocumentReference/12");
    assertThat(delivered.path("actions")).isEmpty();
    assertThat(told(id))
        .containsExactly(
            "consultation.requested",
            "consultation.accepted",
            "consultation.at-bedside",
            "consultation.in-session",
            "consultation.concluded",
            "consultation.reported",
            "consultation.delivered");
  }

  @Test
  void whatIsMeasuredDuringTheSessionIsAddedAndTold() {
    var id = Stage.inSession();
    var answer =
        Stage.nurse()
            .post(
                path(id, "/vitals"),
                "[{\"kind\":\"weight\",\"measuredAt\":\"%s\",\"kilograms\":54.5}]"
                    .formatted(Instant.now()));
    assertThat(Stage.ok(answer).json().path("vitals").size()).isEqualTo(5);
    assertThat(told(id)).last().isEqualTo("consultation.vitals-recorded");
  }

  @Test
  void everyChangeIsInTheAuditTrail() {
    var id = Stage.cancelled();
    assertThat(
            Stage.DATABASE.rows(
                "select what, role from audit_entry where subject = '%s' order by at, id"
                    .formatted(id)))
        .containsExactly(
            "consultation.requested|nurse",
            "consultation.accepted|physician",
            "consultation.cancelled|nurse");
  }

  @Test
  void thePhysicianEntersTheCircleOfCareAndLeavesItWhenItIsCalledOff() {
    var id = Stage.accepted();
    assertThat(membership(id)).containsExactly("t");
    Stage.ok(Stage.geriatrician().post(path(id, "/cancellation"), "{\"reason\":\"Empêchée\"}"));
    assertThat(membership(id)).containsExactly("f");
  }

  private static List<String> membership(String id) {
    return Stage.DATABASE.rows(
        "select until is null from circle_of_care where because = '%s'".formatted(id));
  }

  private static List<String> told(String id) {
    return Stage.DATABASE.rows(
        "select type from feed_event where subject = '%s' order by position".formatted(id));
  }

  private static JsonNode view(String id, Browser person) {
    return Stage.ok(person.get(path(id, ""))).json();
  }

  private static List<String> actions(String id, Browser person) {
    return strings(view(id, person).path("actions"));
  }

  private static List<String> strings(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }
}
