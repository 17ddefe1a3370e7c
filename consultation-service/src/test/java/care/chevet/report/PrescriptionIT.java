package care.chevet.report;

import static care.chevet.consultation.Stage.path;
import static care.chevet.report.AmendmentIT.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.chevet.consultation.Stage;
import care.chevet.testbed.Browser;
import care.chevet.testbed.Browser.Answer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Prescriptions, and the codes by which anybody verifies a signed document. */
final class PrescriptionIT {
  private static final String LINES =
      """
      {"lines":[
        {"drug":"Paracétamol 500 mg, comprimé","cis":"60904643","dose":"1 comprimé",
         "posology":"matin, midi et soir","durationDays":5,"renewals":0},
        {"drug":"Lévothyroxine 75 µg","dose":"1 comprimé","posology":"le matin à jeun",
         "renewals":2,"nonSubstitutable":true}],
       "note":"Pilulier préparé par l'infirmière."}
      """;

  @Test
  void itIsWrittenFromTheSessionOnSignedOnceAndFetchedByBothSides() throws Exception {
    var id = Stage.inSession();
    var draft = Stage.ok(write(id, LINES)).json().path("prescription");
    assertThat(draft.path("version").asInt()).isOne();
    assertThat(draft.path("lines").get(1).path("nonSubstitutable").asBoolean()).isTrue();
    assertThat(view(id).has("prescription")).isFalse();

    Stage.ok(sign(id, LINES));
    var signed = view(id).path("prescription");
    assertThat(signed.path("lines").get(0).path("cis").asString()).isEqualTo("60904643");
    var pdf = bytes(Stage.nurse(), signed.path("pdf").path("href").asString());
    assertThat(pdf.statusCode()).isEqualTo(200);
    assertThat(pdf.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"ordonnance-v1.pdf\"");
    assertThat(Stage.machineGet("feed.read", path(id, "/prescriptions/1/pdf")).status())
        .isEqualTo(200);
    assertThat(
            Stage.DATABASE.rows(
                """
                select snapshot -> 'prescription' -> 'pdf' ->> 'sha256' from feed_event
                where subject = '%s' and type = 'consultation.prescribed'
                """
                    .formatted(id)))
        .containsExactly(Sha256.of(pdf.body()).hex());
  }

  @Test
  void onceSignedOnlyAnAmendmentChangesIt() {
    var id = signed();
    refused(write(id, LINES), 409, "prescription_is_signed");
    assertThatThrownBy(() ->
            Stage.DATABASE.execute(
                "update prescription set note = 'x' where consultation = '%s'".formatted(id)))
        .hasStackTraceContaining("a signed prescription is never changed");
    refused(sign(id, "{}"), 422, "prescription_missing");
    var amendments = path(id, "/prescription/amendments");
    refused(Stage.geriatrician().post(amendments, "{}"), 422, "amendment_reason_missing");
    var draft = Stage.ok(Stage.geriatrician().post(amendments, "{\"reason\":\"Allergie\"}")).json();
    assertThat(draft.path("prescription").path("version").asInt()).isEqualTo(2);
    assertThat(draft.path("prescription").path("lines").size()).isEqualTo(2);
    assertThat(view(id).path("prescription").path("version").asInt()).isOne();
    Stage.ok(write(id, LINES.replace("Paracétamol", "Tramadol")));
    refused(sign(id, LINES), 409, "prescription_changed");
    Stage.ok(sign(id, "{}"));
    assertThat(view(id).path("prescription").path("reason").asString()).isEqualTo("Allergie");
    var versions = Stage.ok(Stage.nurse().get(path(id, "/prescriptions"))).json();
    assertThat(versions.get(0).path("supersededBy").asInt()).isEqualTo(2);
  }

  @Test
  void badPrescriptionsAreRefused() {
    refused(write(Stage.atBedside(), LINES), 409, "wrong_state");
    var id = Stage.inSession();
    refused(write(id, "{}"), 422, "prescription_empty");
    refused(write(id, "{\"lines\":[null]}"), 400, "invalid_body");
    refused(write(id, LINES.replace("60904643", "6090")), 422, "cis_malformed");
    refused(write(id, LINES.replace("\"posology\"", "\"posologie\"")), 400, "unknown_field");
    var doseless = write(id, LINES.replace("\"1 comprimé\"", "\" \""));
    refused(doseless, 422, "prescription_field_missing");
    assertThat(doseless.json().path("field").asString()).isEqualTo("lines[0].dose");
    refused(sign(id, "{}"), 422, "prescription_missing");
    refused(
        Stage.geriatrician().post(path(id, "/prescription/amendments"), "{\"reason\":\"x\"}"),
        409,
        "nothing_signed");
    refused(
        Stage.put(Stage.nurse(), path(id, "/prescription"), LINES),
        403,
        "not_the_treating_physician");
    refused(Stage.nurse().get(path(id, "/prescriptions/1/pdf")), 404, "prescription_not_found");
  }

  @Test
  void anybodyVerifiesADocumentByItsCodeAndLearnsNothingOfThePatient() throws Exception {
    var id = signed();
    var version = Stage.nurse().get(path(id, "/prescriptions")).json().get(0);
    var pdf = bytes(Stage.nurse(), version.path("pdf").asString());
    var stranger = new Browser(Stage.SERVICE.url());
    var address = "/api/v1/verification/" + version.path("verificationCode").asString();
    var found = Stage.ok(stranger.get(address));
    assertThat(found.json().path("kind").asString()).isEqualTo("prescription");
    assertThat(found.json().path("version").asInt()).isOne();
    assertThat(found.json().path("physician").path("rpps").asString()).isEqualTo("99900000201");
    assertThat(found.json().path("sha256").asString()).isEqualTo(Sha256.of(pdf.body()).hex());
    assertThat(found.json().path("current").asBoolean()).isTrue();
    assertThat(found.response().body())
        .doesNotContain("Tournesol", "TOURNESOL", id, Stage.MARGUERITE);

    Stage.ok(
        Stage.geriatrician()
            .post(path(id, "/prescription/amendments"), "{\"reason\":\"Allergie\"}"));
    assertThat(stranger.get(address).json().path("current").asBoolean()).isTrue();
    Stage.ok(sign(id, "{}"));
    assertThat(stranger.get(address).json().path("current").asBoolean()).isFalse();
  }

  @Test
  void aReportIsVerifiedToo() {
    var id = Stage.reported();
    var code =
        Stage.nurse().get(path(id, "/reports")).json().get(0).path("verificationCode").asString();
    var found =
        Stage.ok(
                Stage.nurse()
                    .get("/api/v1/verification/" + code.toLowerCase(java.util.Locale.ROOT)))
            .json();
    assertThat(found.path("kind").asString()).isEqualTo("report");
    assertThat(found.path("current").asBoolean()).isTrue();
  }

  @Test
  void anUnknownCodeAndAMistypedOneAreToldApart() {
    var stranger = new Browser(Stage.SERVICE.url());
    var unknown = VerificationCode.of(Sha256.of(new byte[] {42})).spoken();
    refused(stranger.get("/api/v1/verification/" + unknown), 404, "verification_code_unknown");
    refused(
        stranger.get("/api/v1/verification/0000-0000-0000-0000-1"),
        422,
        "verification_code_mistyped");
  }

  private static String signed() {
    var id = Stage.concluded();
    Stage.ok(write(id, LINES));
    Stage.ok(sign(id, "{}"));
    return id;
  }

  private static Answer write(String id, String body) {
    return Stage.put(Stage.geriatrician(), path(id, "/prescription"), body);
  }

  private static Answer sign(String id, String body) {
    return Stage.geriatrician().post(path(id, "/prescription/signature"), body);
  }

  private static HttpResponse<byte[]> bytes(Browser person, String address) throws Exception {
    var request = person.request(address).setHeader("Accept", "application/pdf").build();
    return person.client().send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private static JsonNode view(String id) {
    return Stage.ok(Stage.nurse().get(path(id, ""))).json();
  }
}
