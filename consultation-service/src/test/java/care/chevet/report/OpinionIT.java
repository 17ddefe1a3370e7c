package care.chevet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.chevet.consultation.Stage;
import care.chevet.testbed.Browser;
import java.net.http.HttpResponse;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** An expert's opinion on paper, and the code by which anybody verifies it. */
final class OpinionIT {

  @Test
  void itIsPrintedAtItsSignatureAndVerifiedByAnybody() throws Exception {
    var id = signed();
    var opinion = Stage.nurse().get(path(id, "")).json().path("opinion");
    var answer =
        Stage.nurse()
            .client()
            .send(
                Stage.nurse().request(opinion.path("pdf").asString()).GET().build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"avis.pdf\"");

    var content = HexFormat.of().parseHex(opinion.path("sha256").asString());
    var code = VerificationCode.of(Sha256.ofDigest(content)).spoken();
    var found = Stage.ok(new Browser(Stage.SERVICE.url()).get("/api/v1/verification/" + code));
    assertThat(found.json().path("kind").asString()).isEqualTo("opinion");
    assertThat(found.json().path("sha256").asString()).isEqualTo(Sha256.of(answer.body()).hex());
    assertThat(found.json().path("current").asBoolean()).isTrue();
    assertThat(found.response().body()).doesNotContain("Tournesol", id);
  }

  @Test
  void onlyWhoSeesTheWholeExpertiseFetchesIt() {
    var id = asked();
    Stage.ok(Stage.dermatologist().post(path(id, "/acceptance"), "{}"));
    assertThat(Stage.nurse().get(path(id, "/opinion/pdf")).code()).isEqualTo("opinion_not_found");
    sign(id);
    for (var stranger : new Browser[] {Stage.nurseElsewhere(), Stage.geriatrician()}) {
      assertThat(stranger.get(path(id, "/opinion/pdf")).code()).isEqualTo("expertise_not_found");
    }
    assertThat(Stage.dermatologist().get(path(id, "/opinion/pdf")).status()).isEqualTo(200);
    assertThat(
            Stage.DATABASE.rows(
                "select what from audit_entry where subject = '%s' order by at desc limit 1"
                    .formatted(id)))
        .containsExactly("expertise.opinion-read");
  }

  @Test
  void thePrintNeverChanges() {
    var id = signed();
    assertThatThrownBy(() ->
            Stage.DATABASE.execute(
                "delete from opinion_print where expertise = '%s'".formatted(id)))
        .hasStackTraceContaining("a printed opinion is never changed");
  }

  private static String signed() {
    var id = asked();
    Stage.ok(Stage.dermatologist().post(path(id, "/acceptance"), "{}"));
    sign(id);
    return id;
  }

  private static String asked() {
    var asked =
        Stage.nurse()
            .post(
                "/api/v1/expertises",
                """
                {"resident": "%s", "specialty": "dermatology", "urgency": "today",
                 "question": "Plaie du talon, quel pansement ?",
                 "consent": {"givenBy": "resident"}}
                """
                    .formatted(Stage.MARGUERITE));
    assertThat(asked.status()).as(asked.response().body()).isEqualTo(201);
    return asked.json().path("id").asString();
  }

  private static void sign(String id) {
    var text = "{\"text\": \"Hydrocolloïde, trois jours.\"}";
    Stage.ok(Stage.put(Stage.dermatologist(), path(id, "/opinion"), text));
    Stage.ok(Stage.dermatologist().post(path(id, "/opinion/signature"), "{}"));
  }

  private static String path(String id, String rest) {
    return "/api/v1/expertises/" + id + rest;
  }
}
