package care.chevet.consultation;

import static care.chevet.consultation.Stage.path;
import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.testbed.Browser;
import care.chevet.testbed.Browser.Answer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The consent to a consultation: confirmed at the bedside, and taken back at any time. */
final class ConsentIT {
  private static final String BY_GUARDIAN = "{\"withdrawnBy\": \"guardian\"}";

  private static Answer withdraw(Browser person, String id) {
    return person.post(path(id, "/consent/withdrawal"), BY_GUARDIAN);
  }

  private static JsonNode seen(Browser person, String id) {
    return Stage.ok(person.get(path(id, ""))).json();
  }

  private static void refused(Answer answer, int status, String code) {
    assertThat(answer.response().body()).contains("\"code\":\"" + code + "\"");
    assertThat(answer.status()).isEqualTo(status);
  }

  private static String auditOf(String id) {
    return String.join(
        " ",
        Stage.DATABASE.rows(
            "select what from audit_entry where subject = '%s' and what like '%%withdrawn'"
                .formatted(id)));
  }

  @Test
  void whatIsConfirmedAtTheBedsideIsTheConsentFromThenOn() {
    var id = Stage.accepted();
    var asked = seen(Stage.nurse(), id).path("consent");
    var there =
        Stage.ok(
                Stage.nurse()
                    .post(
                        path(id, "/readiness"),
                        """
                        {"confirmedTraits": ["birth-name", "sex"],
                         "consent": {"givenBy": "trusted-person", "gpAgreement": true}}
                        """))
            .json()
            .path("consent");
    assertThat(there.path("givenBy").asString()).isEqualTo("trusted-person");
    assertThat(Instant.parse(there.path("recordedAt").asString()))
        .isAfter(Instant.parse(asked.path("recordedAt").asString()));
    assertThat(seen(Stage.geriatrician(), id).path("consent")).isEqualTo(there);
  }

  @Test
  void aConsentTakenBackInSessionEndsItAtOnceForEverybody() {
    var id = Stage.inSession();
    Stage.ok(seenAsGuest(id));
    var ended = Stage.ok(withdraw(Stage.nurse(), id)).json();
    assertThat(ended.path("state").asString()).isEqualTo("refused-by-patient");
    assertThat(ended.path("exit").path("reason").asString()).isEqualTo("consent-withdrawn");
    assertThat(ended.path("consent").path("withdrawn").path("by").asString()).isEqualTo("guardian");
    assertThat(ended.path("actions")).isEmpty();
    refused(Stage.geriatrician().post(path(id, "/join-tickets"), "{}"), 409, "wrong_state");
    refused(withdraw(Stage.nurse(), id), 409, "already_left");
    assertThat(
            Stage.DATABASE.rows(
                "select revoked_at is not null and send_out_at is not null from guest where consultation = '%s'"
                    .formatted(id)))
        .as("guests are sent out")
        .containsExactly("t");
    assertThat(auditOf(id)).isEqualTo("consultation.consent-withdrawn");
    assertThat(
            Stage.DATABASE.rows(
                """
                select type, snapshot -> 'consent' ->> 'withdrawnAt' is not null
                from feed_event where subject = '%s' order by position desc limit 1
                """
                    .formatted(id)))
        .containsExactly("consultation.refused-by-patient|t");
    assertThat(seen(Stage.geriatrician(), id).has("question"))
        .as("who examined her has to keep her own record of it")
        .isTrue();
  }

  private static Answer seenAsGuest(String id) {
    var invited =
        Stage.geriatrician()
            .post(path(id, "/guests"), "{\"role\": \"relative\", \"name\": \"Une parente\"}");
    assertThat(invited.status()).isEqualTo(201);
    return Stage.nurse().get(path(id, ""));
  }

  @Test
  void whoNeverMetTheResidentReadsNothingMoreOnceConsentIsTakenBack() {
    var id = Stage.accepted();
    assertThat(seen(Stage.geriatrician(), id).has("question")).isTrue();
    Stage.ok(withdraw(Stage.nurse(), id));
    assertThat(seen(Stage.geriatrician(), id).has("question")).isFalse();
    assertThat(seen(Stage.geriatrician(), id).has("resident")).isFalse();
    assertThat(seen(Stage.nurse(), id).path("next").get(0).asString())
        .as("she may change her mind, with a consent of its own")
        .isEqualTo("rebook");
  }

  @Test
  void aPhysicianWritesDownWhatIsSaidToHer() {
    var id = Stage.atBedside();
    var ended =
        Stage.ok(
            Stage.geriatrician()
                .post(
                    path(id, "/consent/withdrawal"),
                    "{\"withdrawnBy\": \"resident\", \"reason\": \"Ne veut plus\"}"));
    assertThat(ended.json().path("state").asString()).isEqualTo("refused-by-patient");
    assertThat(seen(Stage.nurse(), id).path("exit").path("reason").asString())
        .isEqualTo("Ne veut plus");
  }

  @Test
  void whatWasHeldStaysOnFile() {
    refused(withdraw(Stage.nurse(), Stage.concluded()), 409, "wrong_state");
    refused(withdraw(Stage.nurseElsewhere(), Stage.accepted()), 404, "consultation_not_found");
    refused(
        Stage.nurse().post(path(Stage.accepted(), "/consent/withdrawal"), "{}"),
        422,
        "unknown_value");
  }
}
