package care.chevet.consultation;

import static care.chevet.consultation.Stage.path;
import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.directory.Specialty;
import care.chevet.testbed.Browser.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The minimum dossier between a request and the bedside. */
final class ChecklistIT {
  private static final String READY = "{\"confirmedTraits\":[\"birth-name\",\"birth-date\"]}";

  private static String accepted(String request) {
    var answer = Stage.nurse().post("/api/v1/consultations", request);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    var id = answer.json().path("id").asString();
    Stage.ok(Stage.geriatrician().post(path(id, "/acceptance"), "{}"));
    return id;
  }

  private static String incomplete() {
    return accepted(
        Stage.request("immediate")
            .replace("\"gir\": \"gir-3\", ", "")
            .replace("\"falls\": \"several\",", ""));
  }

  private static void refused(Answer answer, int status, String code) {
    assertThat(answer.response().body()).contains("\"code\":\"" + code + "\"");
    assertThat(answer.status()).isEqualTo(status);
  }

  private static JsonNode checklist(String id) {
    return Stage.ok(Stage.nurse().get(path(id, ""))).json().path("checklist");
  }

  private static Answer answer(String id, String answers) {
    return Stage.put(Stage.nurse(), path(id, "/checklist"), "{\"answers\": " + answers + "}");
  }

  @Test
  void anIncompleteDossierIsTakenInAndHoldsTheBedsideBack() {
    var id = incomplete();
    assertThat(checklist(id).path("missing").valueStream().map(JsonNode::asString))
        .containsExactly("gir", "falls");
    var early = Stage.nurse().post(path(id, "/readiness"), READY);
    refused(early, 422, "dossier_incomplete");
    assertThat(early.json().path("detail").asString()).contains("gir, falls");
    Stage.ok(answer(id, "{\"gir\": \"gir-2\", \"mmse\": 21}"));
    assertThat(checklist(id).path("answers").path("mmse").asString()).isEqualTo("21");
    Stage.ok(answer(id, "{\"falls\": \"none\", \"mmse\": null}"));
    assertThat(checklist(id).path("missing")).isEmpty();
    assertThat(checklist(id).path("answers").has("mmse")).isFalse();
    Stage.ok(Stage.nurse().post(path(id, "/readiness"), READY));
  }

  @Test
  void theNurseMaySayWhySheGoesAheadAndThePhysicianReadsIt() {
    var id = incomplete();
    refused(Stage.nurse().post(path(id, "/checklist/waiver"), "{}"), 422, "reason_missing");
    refused(
        Stage.geriatrician().post(path(id, "/checklist/waiver"), "{\"reason\": \"x\"}"),
        403,
        "not_a_nurse_here");
    Stage.ok(Stage.nurse().post(path(id, "/checklist/waiver"), "{\"reason\": \"Détresse\"}"));
    Stage.ok(Stage.nurse().post(path(id, "/readiness"), READY));
    var waiver =
        Stage.ok(Stage.geriatrician().get(path(id, ""))).json().path("checklist").path("waiver");
    assertThat(waiver.path("reason").asString()).isEqualTo("Détresse");
    assertThat(waiver.path("by").asString()).isEqualTo("Claire Dubourg");
    assertThat(
            Stage.DATABASE.rows(
                "select what from audit_entry where subject = '%s' and what like '%%waived'"
                    .formatted(id)))
        .containsExactly("consultation.checklist-waived");
  }

  @Test
  void whatIsNoAnswerIsRefused() {
    var id = Stage.requested();
    refused(answer(id, "{\"horoscope\": \"x\"}"), 422, "unknown_value");
    refused(answer(id, "{\"gir\": \"gir-9\"}"), 422, "unknown_value");
    refused(answer(id, "{\"mmse\": \"many\"}"), 422, "unknown_value");
    refused(answer(id, "{\"mmse\": -3}"), 422, "unknown_value");
    refused(answer(id, "{\"treatment\": \"\"}"), 422, "unknown_value");
    refused(answer(id, "{\"treatment\": {\"a\": 1}}"), 422, "unknown_value");
    refused(
        Stage.put(Stage.geriatrician(), path(id, "/checklist"), "{\"answers\": {}}"),
        403,
        "not_a_nurse_here");
    refused(answer(Stage.concluded(), "{\"gir\": \"gir-1\"}"), 409, "wrong_state");
    refused(
        Stage.nurse()
            .post("/api/v1/consultations", Stage.request("today").replace("gir-3", "gir-12")),
        422,
        "unknown_value");
  }

  @Test
  void everySpecialtyShipsItsListInTwoLanguages() {
    for (var specialty : Specialty.values()) {
      var list = Stage.nurse().get("/api/v1/checklists/" + specialty.code());
      assertThat(Stage.ok(list).json().path("items")).isNotEmpty();
    }
    var photographs =
        Stage.nurse().get("/api/v1/checklists/dermatology").json().path("items").get(0);
    assertThat(photographs.path("min").asInt()).isEqualTo(2);
    assertThat(photographs.path("required").asBoolean()).isTrue();
    assertThat(photographs.path("label").asString()).startsWith("Deux photographies");
    var english =
        Stage.nurse()
            .get("/api/v1/checklists/psychiatry", Map.of("Accept-Language", "en"))
            .json()
            .path("items");
    assertThat(english.get(3).path("choices").get(0).path("code").asString()).isEqualTo("yes");
    assertThat(english.get(3).path("label").asString()).isEqualTo("Quiet room confirmed");
    refused(Stage.nurse().get("/api/v1/checklists/magic"), 404, "not_found");
  }
}
