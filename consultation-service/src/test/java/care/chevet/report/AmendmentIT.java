package care.chevet.report;

import static care.chevet.consultation.Stage.path;
import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.consultation.Stage;
import care.chevet.testbed.Browser.Answer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A signed report is amended by a new version, and by nothing else. */
final class AmendmentIT {
  private static final String REASON = "{\"reason\":\"Erreur de côté\"}";

  @Test
  void aNewVersionTakesThePlaceOfTheOneBefore() {
    var id = Stage.reported();
    var draft = Stage.ok(amend(id, REASON)).json().path("report");
    assertThat(draft.path("version").asInt()).isEqualTo(2);
    assertThat(draft.path("reason").asString()).isEqualTo("Erreur de côté");
    assertThat(draft.path("text").asString()).startsWith("Examen à distance.");
    assertThat(draft.has("signedAt")).isFalse();

    Stage.ok(Stage.draft(id, "Corrigé : genou gauche."));
    var forNurse = view(id).path("report");
    assertThat(forNurse.path("version").asInt()).isOne();
    assertThat(forNurse.path("text").asString()).startsWith("Examen à distance.");

    var amended = Stage.ok(sign(id, "{\"text\":\"Corrigé : genou gauche.\"}")).json();
    assertThat(amended.path("state").asString()).isEqualTo("reported");
    assertThat(amended.path("report").path("version").asInt()).isEqualTo(2);
    assertThat(view(id).path("report").path("text").asString())
        .isEqualTo("Corrigé : genou gauche.");

    var versions = Stage.ok(Stage.nurse().get(path(id, "/reports"))).json();
    assertThat(versions.size()).isEqualTo(2);
    assertThat(versions.get(0).path("supersededBy").asInt()).isEqualTo(2);
    assertThat(versions.get(0).has("reason")).isFalse();
    assertThat(versions.get(1).path("reason").asString()).isEqualTo("Erreur de côté");
    assertThat(versions.get(1).has("supersededBy")).isFalse();
    for (var version : versions) {
      var pdf = Stage.machineGet("feed.read", version.path("pdf").asString());
      assertThat(pdf.status()).isEqualTo(200);
    }
  }

  @Test
  void theFeedTellsOfItWithTheNewVersion() {
    var id = Stage.reported();
    Stage.ok(amend(id, REASON));
    assertThat(told(id)).doesNotContain("consultation.amended");
    Stage.ok(Stage.nurse().get(path(id, "")));
    Stage.ok(sign(id, "{}"));
    assertThat(told(id).getLast()).isEqualTo("consultation.amended");
    assertThat(
            Stage.DATABASE.rows(
                """
                select snapshot -> 'report' ->> 'version', snapshot -> 'report' ->> 'reason'
                from feed_event where subject = '%s' and type = 'consultation.amended'
                """
                    .formatted(id)))
        .hasSize(1)
        .first()
        .asString()
        .contains("2");
  }

  @Test
  void whileItIsBeingAmendedTheSignedVersionStaysTheOneThatIsTold() {
    var id = Stage.reported();
    Stage.ok(amend(id, REASON));
    assertThat(Stage.acknowledge(id, Stage.BRENNE, "delivered").status()).isEqualTo(204);
    assertThat(
            Stage.DATABASE.rows(
                """
                select snapshot -> 'report' ->> 'version' from feed_event
                where subject = '%s' and type = 'consultation.delivered'
                """
                    .formatted(id)))
        .containsExactly("1");
    assertThat(Stage.ok(sign(id, "{}")).json().path("state").asString()).isEqualTo("delivered");
  }

  @Test
  void theArrivalOfAnAmendedVersionIsTold() {
    var id = Stage.reported();
    assertThat(Stage.acknowledge(id, Stage.BRENNE, "delivered").status()).isEqualTo(204);
    Stage.ok(amend(id, REASON));
    Stage.ok(sign(id, "{}"));
    assertThat(view(id).path("deliveries").size()).isZero();
    assertThat(acknowledge(id, 2).status()).isEqualTo(204);
    assertThat(view(id).path("deliveries").get(0).path("status").asString()).isEqualTo("delivered");
    assertThat(told(id).getLast()).isEqualTo("consultation.amendment-delivered");
    assertThat(acknowledge(id, 2).status()).isEqualTo(204);
    assertThat(told(id)).containsOnlyOnce("consultation.amendment-delivered");
  }

  @Test
  void aLateArrivalOfASupersededVersionDeliversNothing() {
    var id = Stage.reported();
    Stage.ok(amend(id, REASON));
    Stage.ok(sign(id, "{}"));
    assertThat(acknowledge(id, 1).status()).isEqualTo(204);
    assertThat(view(id).path("state").asString()).isEqualTo("reported");
    assertThat(acknowledge(id, 2).status()).isEqualTo(204);
    assertThat(view(id).path("state").asString()).isEqualTo("delivered");
  }

  @Test
  void whatCannotBeAmendedIsRefused() {
    var concluded = Stage.concluded();
    refused(amend(concluded, REASON), 409, "wrong_state");
    var id = Stage.reported();
    refused(Stage.draft(id, "Par-dessus."), 409, "wrong_state");
    refused(sign(id, "{}"), 409, "already_reported");
    refused(amend(id, "{}"), 422, "amendment_reason_missing");
    refused(amend(id, "{\"reason\":\"" + "x".repeat(501) + "\"}"), 422, "text_too_long");
    refused(amend(id, "{\"motif\":\"x\"}"), 400, "unknown_field");
    refused(
        Stage.nurse().post(path(id, "/report/amendments"), REASON),
        403,
        "not_the_treating_physician");
    refused(
        Stage.otherGeriatrician().post(path(id, "/report/amendments"), REASON),
        403,
        "not_the_treating_physician");
    Stage.ok(amend(id, REASON));
    refused(amend(id, REASON), 409, "amendment_open");
    refused(Stage.nurseElsewhere().get(path(id, "/reports")), 404, "consultation_not_found");
  }

  @Test
  void theTextThatIsSignedIsTheTextThatWasShown() {
    var id = Stage.concluded();
    Stage.ok(Stage.draft(id, "Premier jet."));
    Stage.ok(Stage.draft(id, "Écrit dans une autre fenêtre."));
    refused(sign(id, "{\"text\":\"Premier jet.\"}"), 409, "report_changed");
    assertThat(view(id).path("state").asString()).isEqualTo("concluded");
    Stage.ok(sign(id, "{\"text\":\" Écrit dans une autre fenêtre.\\n\"}"));

    Stage.ok(amend(id, REASON));
    refused(sign(id, "{\"text\":\"Autre chose.\"}"), 409, "report_changed");
    assertThat(view(id).path("report").path("version").asInt()).isOne();
  }

  @Test
  void aMonthAfterTheEndThePhysicianOpensAndAmendsItNoMore() {
    var id = Stage.reported();
    Stage.DATABASE.execute(
        "update consultation set reported_at = '%s' where id = '%s'"
            .formatted(Instant.now().minus(java.time.Duration.ofDays(31)), id));
    var seen = Stage.ok(Stage.geriatrician().get(path(id, ""))).json();
    assertThat(seen.has("report")).isFalse();
    assertThat(seen.has("resident")).isFalse();
    assertThat(seen.path("actions").size()).isZero();
    refused(amend(id, REASON), 403, "dossier_no_longer_open");
    assertThat(Stage.geriatrician().get(path(id, "/reports/1/pdf")).status()).isEqualTo(404);
    assertThat(view(id).path("report").path("version").asInt()).isOne();
  }

  static void refused(Answer answer, int status, String code) {
    assertThat(answer.response().body()).contains("\"code\":\"" + code + "\"");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("detail").asString()).doesNotContain("{0}", "_");
  }

  private static Answer amend(String id, String body) {
    return Stage.geriatrician().post(path(id, "/report/amendments"), body);
  }

  private static Answer sign(String id, String body) {
    return Stage.geriatrician().post(path(id, "/report/signature"), body);
  }

  private static Answer acknowledge(String id, int version) {
    return Stage.machine(
        "fhir-adapter",
        "deliveries.write",
        "/api/v1/deliveries",
        """
        {"consultation":"%s","reportVersion":%d,"status":"delivered","at":"%s",
         "recipient":{"kind":"hospital","finess":"%s"},"reference":"DocumentReference/13"}
        """
            .formatted(id, version, Instant.now(), Stage.BRENNE));
  }

  private static List<String> told(String id) {
    return Stage.DATABASE.rows(
        "select type from feed_event where subject = '%s' order by position".formatted(id));
  }

  private static JsonNode view(String id) {
    return Stage.ok(Stage.nurse().get(path(id, ""))).json();
  }
}
