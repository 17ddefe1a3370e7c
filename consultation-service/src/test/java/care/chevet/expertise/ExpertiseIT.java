package care.chevet.expertise;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.access.Access;
import care.chevet.access.CircleOfCare;
import care.chevet.access.OnBehalf;
import care.chevet.audit.AuditTrail;
import care.chevet.consultation.Stage;
import care.chevet.directory.Directory;
import care.chevet.idempotency.Transactions;
import care.chevet.testbed.Browser;
import care.chevet.testbed.Browser.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Questions answered in writing, through the API and on a real database. */
final class ExpertiseIT {

  private static String path(String id, String rest) {
    return "/api/v1/expertises/" + id + rest;
  }

  private static Answer ask(String specialty, String urgency) {
    return Stage.nurse()
        .post(
            "/api/v1/expertises",
            """
            {"resident": "%s", "specialty": "%s", "urgency": "%s",
             "question": "Plaie du talon droit, que poser comme pansement ?",
             "checklist": {}, "consent": {"givenBy": "resident"}}
            """
                .formatted(Stage.MARGUERITE, specialty, urgency));
  }

  private static String asked(String specialty, String urgency) {
    var answer = ask(specialty, urgency);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  private static void refused(Answer answer, int status, String code) {
    assertThat(answer.response().body()).contains("\"code\":\"" + code + "\"");
    assertThat(answer.status()).isEqualTo(status);
  }

  private static JsonNode seen(Browser person, String id) {
    return Stage.ok(person.get(path(id, ""))).json();
  }

  @Test
  void anExpertAsksForMoreAndAnswersOnceAndForAll() {
    var id = asked("dermatology", "today");
    var nurse = Stage.nurse();
    var expert = Stage.dermatologist();
    assertThat(seen(nurse, id).path("state").asString()).isEqualTo("requested");
    assertThat(Instant.parse(seen(nurse, id).path("dueAt").asString())).isAfter(Instant.now());
    assertThat(
            seen(nurse, id).path("checklist").path("missing").valueStream().map(JsonNode::asString))
        .contains("photographs");
    refused(Stage.geriatrician().get(path(id, "")), 404, "expertise_not_found");
    refused(nurse.post(path(id, "/acceptance"), "{}"), 403, "not_your_specialty");
    refused(expert.post(path(id, "/opinion/signature"), "{}"), 403, "not_the_expert");

    Stage.ok(expert.post(path(id, "/acceptance"), "{}"));
    refused(expert.post(path(id, "/acceptance"), "{}"), 409, "expertise_already_taken");
    refused(expert.post(path(id, "/opinion/signature"), "{}"), 422, "opinion_missing");
    refused(expert.post(path(id, "/pieces-request"), "{}"), 422, "text_missing");
    Stage.ok(expert.post(path(id, "/pieces-request"), "{\"text\": \"Une photographie de près\"}"));
    assertThat(seen(nurse, id).path("state").asString()).isEqualTo("pieces-wanted");
    assertThat(seen(nurse, id).path("actions").valueStream().map(JsonNode::asString))
        .containsExactly("add-pieces", "convert", "cancel", "withdraw-consent");
    assertThat(nurse.get("/api/v1/consultations/" + id + "/attachments").status()).isEqualTo(200);
    Stage.ok(nurse.post(path(id, "/pieces"), "{\"text\": \"Photographie ajoutée\"}"));
    assertThat(seen(expert, id).path("state").asString()).isEqualTo("assigned");

    Stage.ok(Stage.put(expert, path(id, "/opinion"), "{\"text\": \"Hydrocolloïde, 3 jours.\"}"));
    assertThat(seen(nurse, id).has("opinion")).as("a draft is its author's").isFalse();
    refused(Stage.put(nurse, path(id, "/opinion"), "{\"text\": \"x\"}"), 403, "not_the_expert");
    Stage.ok(expert.post(path(id, "/opinion/signature"), "{}"));
    var answered = seen(nurse, id);
    assertThat(answered.path("state").asString()).isEqualTo("answered");
    assertThat(answered.path("opinion").path("text").asString()).startsWith("Hydrocolloïde");
    assertThat(answered.path("opinion").path("sha256").asString()).hasSize(64);
    var pdf = nurse.get(answered.path("opinion").path("pdf").asString());
    assertThat(pdf.status()).isEqualTo(200);
    assertThat(pdf.response().body()).startsWith("%PDF-");
    assertThat(pdf.header("Content-Disposition")).contains("attachment; filename=\"avis.pdf\"");
    refused(Stage.geriatrician().get(path(id, "/opinion/pdf")), 404, "expertise_not_found");
    assertThat(answered.path("messages")).hasSize(2);
    assertThat(answered.path("escalations").get(0).path("why").asString()).isEqualTo("answered");
    refused(
        Stage.put(expert, path(id, "/opinion"), "{\"text\": \"autre\"}"), 409, "expertise_not_now");
    Assertions.assertThatThrownBy(() ->
            Stage.DATABASE.execute(
                "update expertise set opinion = 'autre' where id = '%s'".formatted(id)))
        .hasMessageContaining("never changed");
    assertThat(
            Stage.DATABASE.rows(
                "select type from feed_event where subject = '%s' order by position".formatted(id)))
        .containsExactly(
            "expertise.requested",
            "expertise.assigned",
            "expertise.pieces-wanted",
            "expertise.pieces-added",
            "expertise.answered");
  }

  @Test
  void badQuestionsAreRefused() {
    refused(ask("astrology", "today"), 422, "unknown_value");
    refused(ask("dermatology", "never"), 422, "unknown_value");
    refused(
        Stage.nurse()
            .post(
                "/api/v1/expertises",
                "{\"resident\": \"%s\", \"specialty\": \"dermatology\"}"
                    .formatted(Stage.MARGUERITE)),
        422,
        "consent_missing");
    refused(Stage.nurse().get(path(UUID.randomUUID().toString(), "")), 404, "expertise_not_found");
    refused(Stage.nurse().get("/api/v1/expertises?state=lost"), 400, "invalid_parameter");
    refused(
        Stage.nurseElsewhere().get(path(asked("dermatology", "today"), "")),
        404,
        "expertise_not_found");
  }

  @Test
  void anExpertiseBecomesAConsultationOnTheSameDossier() {
    var id = asked("geriatrics", "this-week");
    var dossier = seen(Stage.nurse(), id).path("dossier");
    refused(
        Stage.nurse().post(path(id, "/conversion"), "{\"urgency\": \"x\"}"), 422, "unknown_value");
    refused(
        Stage.nurse().post(path(id, "/conversion"), "{\"urgency\": \"today\"}"),
        422,
        "consent_missing");
    assertThat(seen(Stage.nurse(), id).path("state").asString()).isEqualTo("requested");
    var answer = Stage.nurse().post(path(id, "/conversion"), conversion("today"));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    assertThat(answer.json().path("dossier")).isEqualTo(dossier);
    assertThat(answer.json().path("urgency").asString()).isEqualTo("today");
    assertThat(answer.json().path("follows").path("kind").asString()).isEqualTo("expertise");
    var before = seen(Stage.nurse(), id);
    assertThat(before.path("state").asString()).isEqualTo("converted");
    assertThat(before.path("followedBy").path("id")).isEqualTo(answer.json().path("id"));
    refused(
        Stage.nurse().post(path(id, "/conversion"), conversion("today")), 409, "expertise_not_now");
  }

  private static String conversion(String urgency) {
    return "{\"urgency\": \"%s\", \"consent\": {\"givenBy\": \"guardian\"}}".formatted(urgency);
  }

  @Test
  void whatAnExpertTurnsIntoACallHasNoConsentBeforeTheBedside() {
    var id = asked("geriatrics", "today");
    Stage.ok(Stage.geriatrician().post(path(id, "/acceptance"), "{}"));
    var answer = Stage.geriatrician().post(path(id, "/conversion"), "{\"urgency\": \"today\"}");
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    var call = answer.json().path("id").asString();
    assertThat(answer.json().has("consent"))
        .as("the opinion's consent is not the call's")
        .isFalse();
    refused(
        Stage.nurse()
            .post(Stage.path(call, "/consent/withdrawal"), "{\"withdrawnBy\":\"resident\"}"),
        409,
        "no_consent_to_withdraw");
    Stage.ok(
        Stage.put(
            Stage.nurse(),
            Stage.path(call, "/checklist"),
            """
            {"answers": {"gir": "gir-3", "weight-trend": "stable", "falls": "none",
             "treatment": "Aucun"}}
            """));
    Stage.ok(Stage.geriatrician().post(Stage.path(call, "/acceptance"), "{}"));
    var ready = "{\"confirmedTraits\": [\"birth-name\", \"birth-date\"]%s}";
    refused(
        Stage.nurse().post(Stage.path(call, "/readiness"), ready.formatted("")),
        422,
        "consent_missing");
    refused(
        Stage.nurse()
            .post(
                Stage.path(call, "/readiness"),
                ready.formatted(", \"consent\": {\"givenBy\": \"somebody\"}")),
        422,
        "unknown_value");
    var there =
        Stage.ok(
            Stage.nurse()
                .post(
                    Stage.path(call, "/readiness"),
                    ready.formatted(", \"consent\": {\"givenBy\": \"oral-witnessed\"}")));
    assertThat(there.json().path("state").asString()).isEqualTo("at-bedside");
    assertThat(there.json().path("consent").path("givenBy").asString()).isEqualTo("oral-witnessed");
  }

  @Test
  void aWithdrawnConsentEndsTheQuestionAndTheDraftWithIt() {
    var id = asked("geriatrics", "today");
    Stage.ok(Stage.geriatrician().post(path(id, "/acceptance"), "{}"));
    Stage.ok(Stage.put(Stage.geriatrician(), path(id, "/opinion"), "{\"text\": \"Un brouillon\"}"));
    refused(
        Stage.geriatrician()
            .post(path(id, "/consent/withdrawal"), "{\"withdrawnBy\":\"resident\"}"),
        403,
        "not_a_nurse_here");
    refused(Stage.nurse().post(path(id, "/consent/withdrawal"), "{}"), 422, "unknown_value");
    var ended =
        Stage.ok(
            Stage.nurse()
                .post(path(id, "/consent/withdrawal"), "{\"withdrawnBy\": \"trusted-person\"}"));
    assertThat(ended.json().path("state").asString()).isEqualTo("cancelled");
    assertThat(ended.json().path("consent").path("withdrawn").path("by").asString())
        .isEqualTo("trusted-person");
    assertThat(seen(Stage.geriatrician(), id).has("question"))
        .as("the expert sees no more")
        .isFalse();
    assertThat(
            Stage.DATABASE.rows(
                "select opinion is null from expertise where id = '%s'".formatted(id)))
        .containsExactly("t");
    assertThat(
            Stage.DATABASE.rows(
                "select count(*) from audit_entry where subject = '%s' and what = 'expertise.consent-withdrawn'"
                    .formatted(id)))
        .containsExactly("1");
  }

  @Test
  void anOpenConsultationBecomesAnExpertiseWithNothingTypedTwice() {
    var id = Stage.accepted();
    var convert = "{\"way\": \"convert\", \"consent\": {\"givenBy\": \"resident\"}}";
    var answer = Stage.nurse().post("/api/v1/consultations/" + id + "/continuation", convert);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    assertThat(answer.header("Location").orElseThrow()).startsWith("/api/v1/expertises/");
    var consultation = Stage.ok(Stage.nurse().get("/api/v1/consultations/" + id)).json();
    assertThat(consultation.path("state").asString()).isEqualTo("converted");
    assertThat(consultation.path("followedBy").path("kind").asString()).isEqualTo("expertise");
    assertThat(consultation.path("next")).isEmpty();
    assertThat(answer.json().path("question")).isEqualTo(consultation.path("question"));
    assertThat(answer.json().path("vitals")).isEqualTo(consultation.path("vitals"));
    assertThat(answer.json().path("checklist").path("missing")).isEmpty();
    refused(
        Stage.nurse().post("/api/v1/consultations/" + id + "/continuation", convert),
        409,
        "already_continued");
    refused(
        Stage.nurse().post("/api/v1/consultations/" + Stage.concluded() + "/continuation", convert),
        409,
        "wrong_state");
  }

  /** The escalation of another replica, whose clock stands where the test puts it. */
  private static EscalatingExpertises escalating(InstantSource clock) {
    var service = Stage.SERVICE.context();
    var changing =
        new ChangingExpertise(
            service.getBean(Expertises.class),
            service.getBean(ExpertiseFiles.class),
            service.getBean(ExpertiseNews.class),
            service.getBean(Access.class),
            service.getBean(CircleOfCare.class),
            service.getBean(AuditTrail.class),
            service.getBean(Transactions.class),
            clock);
    return new EscalatingExpertises(
        changing,
        service.getBean(Expertises.class),
        service.getBean(Directory.class),
        service.getBean(Transactions.class));
  }

  private static void escalateAt(Instant now) {
    assertThat(escalating(() -> now).round().contextWrite(OnBehalf::ofTheService).block())
        .isNotNull();
  }

  @Test
  void whatIsOverdueGoesToTheNextExpertAndExpiresWhenNobodyIsLeft() {
    var id = asked("geriatrics", "immediate");
    var start = Instant.now();
    escalateAt(start.plus(Duration.ofMinutes(119)));
    assertThat(seen(Stage.nurse(), id).path("state").asString()).isEqualTo("requested");
    escalateAt(start.plus(Duration.ofMinutes(121)));
    var first = seen(Stage.nurse(), id);
    assertThat(first.path("state").asString()).isEqualTo("assigned");
    assertThat(first.path("expert").path("displayName").asString()).isEqualTo("Dr Amadou Sarr");
    escalateAt(start.plus(Duration.ofMinutes(182)));
    var second = seen(Stage.nurse(), id);
    assertThat(second.path("expert").path("displayName").asString()).isEqualTo("Dr Jeanne Second");
    assertThat(second.path("escalations").get(0).path("why").asString()).isEqualTo("overdue");
    escalateAt(start.plus(Duration.ofMinutes(243)));
    var third = seen(Stage.nurse(), id);
    assertThat(third.path("expert").path("displayName").asString()).isEqualTo("Dr Hélène Vasseur");
    refused(
        Stage.otherGeriatrician().post(path(id, "/pieces-request"), "{\"text\": \"x\"}"),
        403,
        "not_the_expert");
    escalateAt(start.plus(Duration.ofMinutes(304)));
    assertThat(seen(Stage.nurse(), id).path("state").asString()).isEqualTo("expired");
    assertThat(
            Stage.DATABASE.rows(
                "select count(*) from circle_of_care where because = '%s' and until is null"
                    .formatted(id)))
        .containsExactly("0");
    var converted = Stage.nurse().post(path(id, "/conversion"), conversion("immediate"));
    assertThat(converted.status()).isEqualTo(201);
  }

  @Test
  void theNurseIsRemindedOfPiecesOnceAndThenTheWordIsTheExpertsAgain() {
    var id = asked("geriatrics", "immediate");
    Stage.ok(Stage.geriatrician().post(path(id, "/acceptance"), "{}"));
    Stage.ok(Stage.geriatrician().post(path(id, "/pieces-request"), "{\"text\": \"Le poids\"}"));
    var due = Instant.parse(seen(Stage.nurse(), id).path("piecesDueAt").asString());
    escalateAt(due.minusSeconds(1));
    assertThat(eventsOf(id)).endsWith("expertise.pieces-wanted");
    escalateAt(due);
    escalateAt(due.plusSeconds(1));
    assertThat(eventsOf(id)).endsWith("expertise.pieces-wanted", "expertise.pieces-reminded");
    assertThat(seen(Stage.nurse(), id).path("state").asString()).isEqualTo("pieces-wanted");
    escalateAt(due.plus(Duration.ofHours(1)));
    assertThat(eventsOf(id)).endsWith("expertise.pieces-reminded", "expertise.pieces-overdue");
    var back = seen(Stage.nurse(), id);
    assertThat(back.path("state").asString()).isEqualTo("assigned");
    assertThat(back.path("expert").path("displayName").asString()).isEqualTo("Dr Hélène Vasseur");
    assertThat(back.has("piecesDueAt")).isFalse();
    escalateAt(due.plus(Duration.ofMinutes(121)));
    assertThat(seen(Stage.nurse(), id).path("expert").path("displayName").asString())
        .as("she, too, has her time and no more")
        .isNotEqualTo("Dr Hélène Vasseur");
  }

  private static List<String> eventsOf(String id) {
    return Stage.DATABASE.rows(
        "select type from feed_event where subject = '%s' order by position".formatted(id));
  }

  @Test
  void twoReplicasGiveEachOverdueExpertiseOneTurn() throws Exception {
    var ids = new ArrayList<String>();
    for (int one = 0; one < 12; one++) {
      ids.add(asked("geriatrics", "immediate"));
    }
    var late = Instant.now().plus(Duration.ofMinutes(125));
    Callable<Long> round =
        () ->
            Objects.requireNonNull(
                escalating(() -> late).round().contextWrite(OnBehalf::ofTheService).block());
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<Long>>();
      running.add(pool.submit(round));
      running.add(pool.submit(round));
      for (var one : running) {
        one.get();
      }
    }
    for (var id : ids) {
      assertThat(
              Stage.DATABASE.rows(
                  "select count(*) from expertise_turn where expertise = '%s'".formatted(id)))
          .containsExactly("1");
    }
  }
}
