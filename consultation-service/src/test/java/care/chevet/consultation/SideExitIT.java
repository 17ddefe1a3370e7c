package care.chevet.consultation;

import static care.chevet.consultation.Stage.path;
import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.testbed.Browser;
import care.chevet.testbed.Browser.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How consultations end without a report, and how care goes on from there. */
final class SideExitIT {
  private static final String CONSENT = "\"consent\": {\"givenBy\": \"resident\"}";

  private static Answer exit(Browser person, String id, String kind) {
    return person.post(
        path(id, "/exit"), "{\"kind\": \"%s\", \"reason\": \"Le motif\"}".formatted(kind));
  }

  private static Answer goOn(String id, String how) {
    return Stage.nurse().post(path(id, "/continuation"), "{%s, %s}".formatted(how, CONSENT));
  }

  private static void refused(Answer answer, int status, String code) {
    assertThat(answer.response().body()).contains("\"code\":\"" + code + "\"");
    assertThat(answer.status()).isEqualTo(status);
  }

  private static JsonNode seen(Browser person, String id) {
    return Stage.ok(person.get(path(id, ""))).json();
  }

  @Test
  void everyExitEndsItWithWhoAndWhyAndIsTold() {
    for (var kind : ExitKind.values()) {
      var id = Stage.accepted();
      var by = kind == ExitKind.MISROUTED ? Stage.geriatrician() : Stage.nurse();
      var view = Stage.ok(exit(by, id, kind.code())).json();
      assertThat(view.path("state").asString()).isEqualTo(kind.code());
      assertThat(view.path("exit").path("kind").asString()).isEqualTo(kind.code());
      assertThat(view.path("exit").path("reason").asString()).isEqualTo("Le motif");
      assertThat(view.path("exit").path("by").asString())
          .isEqualTo(kind == ExitKind.MISROUTED ? "Dr Hélène Vasseur" : "Claire Dubourg");
      assertThat(
              Stage.DATABASE.rows(
                  "select type from feed_event where subject = '%s' order by position desc limit 1"
                      .formatted(id)))
          .containsExactly("consultation." + kind.code());
      assertThat(
              Stage.DATABASE.rows(
                  "select until is not null from circle_of_care where because = '%s'"
                      .formatted(id)))
          .containsExactly("t");
      refused(exit(by, id, kind.code()), 409, "already_left");
      refused(
          Stage.nurse().post(path(id, "/cancellation"), "{\"reason\":\"x\"}"),
          409,
          "consultation_left");
    }
  }

  @Test
  void exitsAreForThoseWhoMayAndSayWhy() {
    var id = Stage.accepted();
    refused(exit(Stage.nurse(), id, "misrouted"), 403, "not_your_specialty");
    refused(exit(Stage.nurseElsewhere(), id, "absent"), 404, "consultation_not_found");
    refused(exit(Stage.nurse(), id, "bored"), 422, "unknown_value");
    refused(Stage.nurse().post(path(id, "/exit"), "{\"kind\": \"absent\"}"), 422, "reason_missing");
    refused(
        Stage.nurse()
            .post(
                path(id, "/exit"),
                "{\"kind\": \"absent\", \"reason\": \"x\", \"suggestedSpecialty\": \"cardiology\"}"),
        422,
        "unknown_value");
    refused(exit(Stage.nurse(), Stage.concluded(), "patient-unwell"), 409, "wrong_state");
  }

  @Test
  void aMisroutedQuestionGoesToAnotherSpecialtyWithNothingTypedTwice() {
    var id = Stage.requested();
    var sent =
        Stage.ok(
            Stage.geriatrician()
                .post(
                    path(id, "/exit"),
                    """
                    {"kind": "misrouted", "reason": "C'est une plaie",
                     "suggestedSpecialty": "dermatology"}
                    """));
    assertThat(sent.json().path("next")).isEmpty();
    var nurse = seen(Stage.nurse(), id);
    assertThat(nurse.path("exit").path("suggestedSpecialty").asString()).isEqualTo("dermatology");
    assertThat(nurse.path("next").valueStream().map(JsonNode::asString))
        .containsExactly("redirect", "convert");

    refused(goOn(id, "\"way\": \"rebook\""), 409, "wrong_state");
    refused(
        Stage.nurse().post(path(id, "/continuation"), "{\"way\": \"redirect\"}"),
        422,
        "consent_missing");
    var next = goOn(id, "\"way\": \"redirect\"");
    assertThat(next.status()).as(next.response().body()).isEqualTo(201);
    var view = next.json();
    assertThat(view.path("specialty").asString()).isEqualTo("dermatology");
    assertThat(view.path("question")).isEqualTo(nurse.path("question"));
    assertThat(view.path("vitals")).isEqualTo(nurse.path("vitals"));
    assertThat(view.path("dossier")).isEqualTo(nurse.path("dossier"));
    assertThat(view.path("follows").path("id").asString()).isEqualTo(id);
    assertThat(view.path("checklist").path("answers").path("treatment").asString())
        .startsWith("Paracétamol");
    assertThat(view.path("checklist").path("missing").valueStream().map(JsonNode::asString))
        .containsExactly("photographs", "site", "since", "dressings");
    var before = seen(Stage.nurse(), id);
    assertThat(before.path("followedBy").path("id")).isEqualTo(view.path("id"));
    assertThat(before.path("next")).isEmpty();
    refused(goOn(id, "\"way\": \"redirect\""), 409, "already_continued");
  }

  @Test
  void ofTwoWhoRebookAtOnceOneDoes() throws Exception {
    var id = Stage.accepted();
    Stage.ok(exit(Stage.nurse(), id, "absent"));
    var line = new CyclicBarrier(2);
    var answers = new ArrayList<Answer>();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<Answer>>();
      for (int one = 0; one < 2; one++) {
        running.add(
            pool.submit(() -> {
              line.await();
              return goOn(id, "\"way\": \"rebook\", \"urgency\": \"today\"");
            }));
      }
      for (var answer : running) {
        answers.add(answer.get());
      }
    }
    assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 409);
  }

  @Test
  void aSessionThatBrokeOffLeavesThePhysicianTimeToReadOn() {
    var id = Stage.inSession();
    Stage.ok(exit(Stage.geriatrician(), id, "technical-failure"));
    assertThat(
            Stage.DATABASE.rows(
                "select until > now() + interval '29 days' from circle_of_care where because = '%s'"
                    .formatted(id)))
        .containsExactly("t");
  }

  @Test
  void aPhysicianHandsOverInMidSessionAndTheColleagueConcludes() {
    var id = Stage.inSession();
    var second = "0199a1c2-0000-7000-8000-000000000299";
    var propose = "{\"physician\": \"%s\", \"reason\": \"Urgence au cabinet\"}";
    refused(
        Stage.otherGeriatrician().post(path(id, "/hand-over/acceptance"), "{}"),
        403,
        "not_asked_to_take_over");
    refused(
        Stage.geriatrician().post(path(id, "/hand-over"), propose.formatted(UUID.randomUUID())),
        422,
        "successor_not_suitable");
    refused(
        Stage.geriatrician().post(path(id, "/hand-over"), propose.formatted(Stage.HELENE)),
        422,
        "unknown_value");
    var proposed =
        Stage.ok(Stage.geriatrician().post(path(id, "/hand-over"), propose.formatted(second)));
    assertThat(proposed.json().path("handOver").path("to").path("displayName").asString())
        .isEqualTo("Dr Jeanne Second");
    assertThat(seen(Stage.otherGeriatrician(), id).path("actions").valueStream())
        .extracting(JsonNode::asString)
        .contains("take-over", "refuse-hand-over");

    Stage.ok(
        Stage.otherGeriatrician()
            .post(path(id, "/hand-over/refusal"), "{\"reason\": \"En consultation\"}"));
    assertThat(
            seen(Stage.geriatrician(), id)
                .path("handOver")
                .path("refused")
                .path("reason")
                .asString())
        .isEqualTo("En consultation");
    refused(
        Stage.otherGeriatrician().post(path(id, "/hand-over/acceptance"), "{}"),
        403,
        "not_asked_to_take_over");

    Stage.ok(Stage.geriatrician().post(path(id, "/hand-over"), propose.formatted(second)));
    var taken = Stage.ok(Stage.otherGeriatrician().post(path(id, "/hand-over/acceptance"), "{}"));
    assertThat(taken.json().path("physician").path("id").asString()).isEqualTo(second);
    assertThat(taken.json().path("state").asString()).isEqualTo("in-session");
    assertThat(Stage.otherGeriatrician().post(path(id, "/join-tickets"), "{}").status())
        .isEqualTo(201);
    refused(
        Stage.geriatrician().post(path(id, "/join-tickets"), "{}"),
        403,
        "not_the_treating_physician");
    assertThat(seen(Stage.geriatrician(), id).has("question")).as("the first reads on").isTrue();
    refused(
        Stage.geriatrician().post(path(id, "/conclusion"), "{}"),
        403,
        "not_the_treating_physician");
    Stage.ok(Stage.otherGeriatrician().post(path(id, "/conclusion"), "{}"));
    Stage.ok(Stage.put(Stage.otherGeriatrician(), path(id, "/report"), "{\"text\":\"Vu.\"}"));
    Stage.ok(Stage.otherGeriatrician().post(path(id, "/report/signature"), "{}"));
  }

  @Test
  void thePhysiciansOfASpecialtyAreThereToChooseFrom() {
    var found = Stage.nurse().get("/api/v1/physicians?specialty=geriatrics").json();
    assertThat(found.valueStream().map(one -> one.path("displayName").asString()))
        .contains("Dr Jeanne Second", "Dr Hélène Vasseur");
    refused(Stage.nurse().get("/api/v1/physicians?specialty=magic"), 400, "invalid_parameter");
    assertThat(List.of(found.get(0).propertyNames().toArray()))
        .contains("id", "specialties", "zone", "present");
  }
}
