package care.chevet.consultation;

import static care.chevet.consultation.Stage.path;
import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.testbed.Browser;
import care.chevet.testbed.Browser.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every no that the API says about consultations: its status and its code. */
final class RefusalsIT {

  private static void refused(Answer answer, int status, String code) {
    assertThat(answer.response().body()).contains("\"code\":\"" + code + "\"");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/problem+json");
    assertThat(answer.json().path("title").asString()).isNotBlank().doesNotContain("_");
    assertThat(answer.json().path("detail").asString()).isNotBlank().doesNotContain("{", "_");
  }

  private static Answer ask(String body) {
    return Stage.nurse().post("/api/v1/consultations", body);
  }

  private static Answer does(Browser person, String id, String rest, String body) {
    return person.post(path(id, rest), body);
  }

  @Test
  void aRequestMustSayWhatItNeeds() {
    var good = Stage.request("today");
    refused(ask(good.replace("geriatrics", "astrology")), 422, "unknown_value");
    refused(ask(good.replace("\"today\"", "\"someday\"")), 422, "unknown_value");
    refused(ask(good.replace("care-home", "moon")), 422, "unknown_value");
    refused(
        ask(good.replace("\"givenBy\": \"resident\"", "\"givenBy\": \"nobody\"")),
        422,
        "unknown_value");
    refused(ask(good.replace("\"givenBy\": \"resident\", ", "")), 422, "consent_missing");
    refused(
        ask(good.replace("Chutes répétées depuis trois jours.", "  ")), 422, "question_missing");
    refused(
        ask(good.replace("Chutes répétées depuis trois jours.", "x".repeat(4_001))),
        422,
        "text_too_long");
    refused(ask(good.replace("\"celsius\": 37.4", "\"celsius\": 374")), 422, "implausible_vital");
    refused(ask(good.replace(Stage.MARGUERITE, Stage.ROSE_MAY)), 404, "resident_not_found");
    refused(
        ask(good.replace(Stage.MARGUERITE, UUID.randomUUID().toString())),
        404,
        "resident_not_found");
  }

  @Test
  void aRefusalIsTheProblemOfTheContract() throws IOException {
    var golden =
        new JsonMapper()
            .readTree(
                Files.readString(Path.of(System.getProperty("contracts.dir"), "problem.json")));
    var id = Stage.accepted();
    var answer = does(Stage.otherGeriatrician(), id, "/acceptance", "{}");
    assertThat(answer.status()).isEqualTo(golden.path("status").asInt());
    var expected = (ObjectNode) golden;
    expected.put("instance", path(id, "/acceptance"));
    assertThat(answer.json()).isEqualTo(expected);
  }

  @Test
  void onlyANurseOfTheCareHomeAsks() {
    refused(
        Stage.geriatrician().post("/api/v1/consultations", Stage.request("today")),
        404,
        "resident_not_found");
    refused(
        Stage.nurseElsewhere().post("/api/v1/consultations", Stage.request("today")),
        404,
        "resident_not_found");
  }

  @Test
  void theImplausibleFieldIsNamed() {
    var answer = ask(Stage.request("today").replace("\"percent\": 95", "\"percent\": 9500"));
    assertThat(answer.json().path("detail").asString()).contains("percent", "40–100");
  }

  @Test
  void badBodiesAreTheCallersFault() {
    refused(ask("{\"resident\":"), 400, "malformed_json");
    refused(ask("[]"), 400, "invalid_body");
    refused(ask("{}"), 400, "invalid_body");
    refused(
        ask(Stage.request("today").replace("\"urgency\"", "\"urgence\"")), 400, "unknown_field");
    refused(
        ask(Stage.request("today").replace("\"percent\"", "\"percents\"")), 400, "unknown_field");
    refused(
        ask(Stage.request("today").replace("\"percent\": 95", "\"percent\": \"95\"")),
        400,
        "invalid_body");
    refused(ask(Stage.request("today").replace("\"heart-rate\"", "\"aura\"")), 400, "invalid_body");
    refused(
        ask(Stage.request("today").replace("\"vitals\": [", "\"vitals\": [null,")),
        400,
        "invalid_body");
    refused(ask(Stage.request("today").replace(Stage.MARGUERITE, "x")), 400, "invalid_body");
    refused(ask("{\"question\":\"" + "x".repeat(2_000_000) + "\"}"), 413, "body_too_large");
    var id = Stage.requested();
    refused(does(Stage.geriatrician(), id, "/acceptance", "{\"x\":1}"), 400, "unknown_field");
    refused(does(Stage.geriatrician(), id, "/acceptance", ""), 400, "malformed_json");
    refused(Stage.nurse().get("/api/v1/consultations/not-an-id"), 400, "invalid_parameter");
    refused(Stage.nurse().get("/api/v1/consultations?state=lost"), 400, "invalid_parameter");
  }

  @Test
  void aWriteNeedsAKey() {
    var nurse = Stage.nurse();
    var answer =
        nurse.send(
            nurse
                .withCsrf(nurse.request("/api/v1/consultations"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Stage.request("today"))));
    refused(answer, 400, "idempotency_key_missing");
  }

  @Test
  void onlyAPhysicianOfTheSpecialtyAccepts() {
    var id = Stage.requested();
    refused(does(Stage.dermatologist(), id, "/acceptance", "{}"), 404, "consultation_not_found");
    refused(does(Stage.nurse(), id, "/acceptance", "{}"), 403, "not_your_specialty");
    refused(does(Stage.nurseElsewhere(), id, "/acceptance", "{}"), 404, "consultation_not_found");
    Stage.ok(does(Stage.geriatrician(), id, "/acceptance", "{}"));
    refused(does(Stage.otherGeriatrician(), id, "/acceptance", "{}"), 409, "already_accepted");
    refused(does(Stage.geriatrician(), id, "/acceptance", "{}"), 409, "already_accepted");
  }

  @Test
  void readinessNeedsTwoTraitsANurseAndAPhysicianWhoAccepted() {
    var id = Stage.requested();
    var two = "{\"confirmedTraits\":[\"birth-name\",\"birth-date\"]}";
    refused(does(Stage.nurse(), id, "/readiness", two), 409, "wrong_state");
    Stage.ok(does(Stage.geriatrician(), id, "/acceptance", "{}"));
    refused(
        does(Stage.nurse(), id, "/readiness", "{\"confirmedTraits\":[\"sex\",\"sex\"]}"),
        422,
        "identity_not_confirmed");
    refused(does(Stage.nurse(), id, "/readiness", "{}"), 422, "identity_not_confirmed");
    refused(
        does(Stage.nurse(), id, "/readiness", "{\"confirmedTraits\":[\"aura\",\"sex\"]}"),
        422,
        "unknown_value");
    refused(does(Stage.geriatrician(), id, "/readiness", two), 403, "not_a_nurse_here");
    Stage.ok(does(Stage.nurse(), id, "/readiness", two));
    refused(does(Stage.nurse(), id, "/readiness", two), 409, "already_at_bedside");
  }

  @Test
  void ticketsAreForThoseOfTheConsultationInTheirTime() {
    var id = Stage.accepted();
    refused(does(Stage.nurse(), id, "/join-tickets", "{}"), 409, "wrong_state");
    refused(
        does(Stage.otherGeriatrician(), id, "/join-tickets", "{}"),
        403,
        "not_the_treating_physician");
    assertThat(does(Stage.geriatrician(), id, "/join-tickets", "{}").status()).isEqualTo(201);
    refused(
        does(Stage.geriatrician(), Stage.concluded(), "/join-tickets", "{}"), 409, "wrong_state");
  }

  @Test
  void concludingIsThePhysiciansOnce() {
    refused(does(Stage.geriatrician(), Stage.accepted(), "/conclusion", "{}"), 409, "wrong_state");
    var id = Stage.inSession();
    refused(does(Stage.nurse(), id, "/conclusion", "{}"), 403, "not_the_treating_physician");
    Stage.ok(does(Stage.geriatrician(), id, "/conclusion", "{}"));
    refused(does(Stage.geriatrician(), id, "/conclusion", "{}"), 409, "already_concluded");
  }

  @Test
  void cancellingNeedsAReasonAndEndsBeforeTheSession() {
    var id = Stage.requested();
    refused(does(Stage.nurse(), id, "/cancellation", "{}"), 422, "reason_missing");
    refused(
        does(Stage.nurse(), id, "/cancellation", "{\"reason\":\"" + "x".repeat(501) + "\"}"),
        422,
        "text_too_long");
    refused(
        does(Stage.geriatrician(), id, "/cancellation", "{\"reason\":\"x\"}"),
        403,
        "not_a_nurse_here");
    Stage.ok(does(Stage.nurse(), id, "/cancellation", "{\"reason\":\"x\"}"));
    refused(
        does(Stage.nurse(), id, "/cancellation", "{\"reason\":\"x\"}"), 409, "already_cancelled");
    refused(does(Stage.geriatrician(), id, "/acceptance", "{}"), 409, "consultation_cancelled");
    refused(
        does(Stage.nurse(), Stage.inSession(), "/cancellation", "{\"reason\":\"x\"}"),
        409,
        "wrong_state");
  }

  @Test
  void vitalsAreTheNursesUntilTheEndOfTheSession() {
    var now = Instant.now();
    var weight = "[{\"kind\":\"weight\",\"measuredAt\":\"%s\",\"kilograms\":54.5}]".formatted(now);
    var tomorrow = weight.replace(now.toString(), now.plus(Duration.ofDays(1)).toString());
    var id = Stage.requested();
    refused(does(Stage.geriatrician(), id, "/vitals", weight), 403, "not_a_nurse_here");
    refused(does(Stage.nurse(), id, "/vitals", tomorrow), 422, "implausible_vital");
    refused(
        does(Stage.nurse(), id, "/vitals", weight.replace("54.5", "5450")),
        422,
        "implausible_vital");
    var many = "[" + (weight.substring(1, weight.length() - 1) + ",").repeat(51);
    refused(
        does(Stage.nurse(), id, "/vitals", many.substring(0, many.length() - 1) + "]"),
        422,
        "too_many_vitals");
    refused(does(Stage.nurse(), Stage.concluded(), "/vitals", weight), 409, "wrong_state");
  }

  @Test
  void aReportIsWrittenByItsPhysicianAndSignedOnce() {
    var id = Stage.concluded();
    refused(Stage.draft(Stage.accepted(), "trop tôt"), 409, "wrong_state");
    refused(Stage.draft(id, " "), 422, "report_text_missing");
    refused(Stage.draft(id, "x".repeat(20_001)), 422, "text_too_long");
    refused(
        Stage.put(Stage.nurse(), path(id, "/report"), "{\"text\":\"x\"}"),
        403,
        "not_the_treating_physician");
    refused(does(Stage.geriatrician(), id, "/report/signature", "{}"), 422, "report_missing");
    Stage.ok(Stage.draft(id, "Rien à signaler."));
    refused(does(Stage.nurse(), id, "/report/signature", "{}"), 403, "not_the_treating_physician");
    Stage.ok(does(Stage.geriatrician(), id, "/report/signature", "{}"));
    refused(does(Stage.geriatrician(), id, "/report/signature", "{}"), 409, "already_reported");
    refused(Stage.draft(id, "encore"), 409, "wrong_state");
    refused(Stage.nurse().get(path(id, "/reports/2/pdf")), 404, "report_not_found");
    refused(Stage.dermatologist().get(path(id, "/reports/1/pdf")), 404, "consultation_not_found");
    refused(
        Stage.otherGeriatrician().get(path(id, "/reports/1/pdf")), 404, "consultation_not_found");
  }

  @Test
  void whatIsNotThereIsNotThere() {
    var nothing = UUID.randomUUID().toString();
    refused(Stage.nurse().get(path(nothing, "")), 404, "consultation_not_found");
    refused(
        does(Stage.geriatrician(), nothing, "/acceptance", "{}"), 404, "consultation_not_found");
    refused(Stage.mediaConnected(nothing), 404, "room_not_found");
    refused(Stage.acknowledge(nothing, Stage.BRENNE, "delivered"), 404, "consultation_not_found");
  }

  @Test
  void theQueueIsForPhysicians() {
    refused(Stage.nurse().get("/api/v1/on-call/requests"), 403, "not_a_physician");
  }

  @Test
  void theSentenceIsInTheCallersLanguage() {
    var path = path(UUID.randomUUID().toString(), "");
    assertThat(Stage.nurse().get(path).json().path("title").asString())
        .isEqualTo("Téléconsultation introuvable");
    assertThat(
            Stage.nurse()
                .get(path, Map.of("Accept-Language", "en"))
                .json()
                .path("title")
                .asString())
        .isEqualTo("No such consultation");
  }
}
