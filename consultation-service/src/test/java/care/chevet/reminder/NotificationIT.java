package care.chevet.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.consultation.Stage;
import care.chevet.testbed.Browser;
import care.chevet.testbed.LiveStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who is told what of a consultation, and that nobody is told it twice. */
final class NotificationIT {
  private static final String NEW_QUESTION =
      "EHPAD Les Tilleuls : une demande d'avis attend un spécialiste.";

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Test
  void whoAskedLearnsThatAPhysicianAcceptedAndThePhysicianKnowsAlready() {
    var id = Stage.accepted();
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(kinds(Stage.nurse(), id)).containsExactly("request-accepted"));
    assertThat(about(Stage.nurse(), id).getFirst().path("text").asString())
        .isEqualTo("EHPAD Les Tilleuls : Dr Hélène Vasseur a accepté la demande.");
    assertThat(kinds(Stage.geriatrician(), id)).isEmpty();
    assertThat(kinds(Stage.nurseElsewhere(), id)).isEmpty();
  }

  @Test
  void anExitIsToldToTheOthersAndNotToWhoTookIt() {
    var id = Stage.cancelled();
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(kinds(Stage.geriatrician(), id)).containsExactly("consultation-ended"));
    assertThat(kinds(Stage.nurse(), id)).containsExactly("request-accepted");
  }

  @Test
  void whoHandedOverLearnsThatTheColleagueTookIt() {
    var id = Stage.inSession();
    var proposal =
        """
        {"physician": "0199a1c2-0000-7000-8000-000000000299", "reason": "Relève."}
        """;
    Stage.ok(Stage.geriatrician().post(Stage.path(id, "/hand-over"), proposal));
    // Who has answered before she was told is not asked any more.
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(kinds(Stage.otherGeriatrician(), id)).containsExactly("hand-over"));
    Stage.ok(Stage.otherGeriatrician().post(Stage.path(id, "/hand-over/acceptance"), "{}"));
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(kinds(Stage.geriatrician(), id)).containsExactly("hand-over"));
    assertThat(about(Stage.geriatrician(), id).getFirst().path("text").asString())
        .isEqualTo("EHPAD Les Tilleuls : Dr Jeanne Second reprend la téléconsultation.");
    assertThat(kinds(Stage.otherGeriatrician(), id)).containsExactly("hand-over");
  }

  @Test
  void nursesAndExpertAreToldOfWhatAnExpertiseBecomesAndNobodyOfHerOwnDoing() {
    var id = expertise();
    var path = "/api/v1/expertises/" + id;
    Stage.ok(Stage.dermatologist().post(path + "/acceptance", "{}"));
    Stage.ok(Stage.dermatologist().post(path + "/pieces-request", "{\"text\": \"Une photo ?\"}"));
    Stage.ok(Stage.nurse().post(path + "/pieces", "{\"text\": \"La voici.\"}"));
    Stage.ok(Stage.put(Stage.dermatologist(), path + "/opinion", "{\"text\": \"Alginate.\"}"));
    Stage.ok(Stage.dermatologist().post(path + "/opinion/signature", "{}"));
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(texts(Stage.nurse(), id))
                .containsExactly(
                    "EHPAD Les Tilleuls : l'avis d'expert est rendu.",
                    "EHPAD Les Tilleuls : Dr Louise Benharoun demande des pièces pour donner son avis.",
                    "EHPAD Les Tilleuls : Dr Louise Benharoun répondra à la demande d'avis."));
    assertThat(texts(Stage.dermatologist(), id))
        .containsExactly(
            "EHPAD Les Tilleuls : les pièces demandées pour l'avis sont là.", NEW_QUESTION);
    assertThat(told(Stage.nurseElsewhere(), "expertise", id)).isEmpty();
  }

  @Test
  void everySpecialistLearnsOfANewQuestionAndNoOtherPhysician() {
    var id = expertise();
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(texts(Stage.dermatologist(), id)).containsExactly(NEW_QUESTION));
    assertThat(told(Stage.geriatrician(), "expertise", id)).isEmpty();
    assertThat(told(Stage.nurse(), "expertise", id)).isEmpty();
  }

  @Test
  void anExpertLearnsThatHerExpertiseBecameAConsultation() {
    var id = expertise();
    var path = "/api/v1/expertises/" + id;
    Stage.ok(Stage.dermatologist().post(path + "/acceptance", "{}"));
    assertThat(
            Stage.nurse()
                .post(
                    path + "/conversion",
                    "{\"urgency\": \"today\", \"consent\": {\"givenBy\": \"resident\"}}")
                .status())
        .isEqualTo(201);
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(texts(Stage.dermatologist(), id))
                .containsExactly(
                    "EHPAD Les Tilleuls : la demande d'avis devient une téléconsultation.",
                    NEW_QUESTION));
  }

  private static String expertise() {
    return Stage.nurse()
        .post(
            "/api/v1/expertises",
            """
            {"resident": "%s", "specialty": "dermatology", "urgency": "today",
             "question": "Quel pansement ?", "consent": {"givenBy": "resident"}}
            """
                .formatted(Stage.MARGUERITE))
        .json()
        .path("id")
        .asString();
  }

  private static List<String> texts(Browser reader, String expertise) {
    return told(reader, "expertise", expertise).stream()
        .map(one -> one.path("text").asString())
        .toList();
  }

  @Test
  void aFailedDeliveryIsToldOnceToThoseWhoCanHelp() {
    var id = Stage.reported();
    assertThat(Stage.acknowledge(id, Stage.BRENNE, "failed").status()).isEqualTo(204);
    assertThat(Stage.acknowledge(id, Stage.BRENNE, "failed").status()).isEqualTo(204);

    assertThat(kinds(Stage.geriatrician(), id)).containsExactly("delivery-failed");
    assertThat(kinds(Stage.nurse(), id)).containsOnlyOnce("delivery-failed");
    assertThat(about(Stage.geriatrician(), id).getFirst().path("text").asString())
        .contains("Centre hospitalier de la Brenne");
  }

  @Test
  void whatIsReadStaysReadAndIsOnlyOnesOwn() {
    var id = Stage.accepted();
    Awaitility.await().atMost(PATIENCE).until(() -> !about(Stage.nurse(), id).isEmpty());
    var told = about(Stage.nurse(), id).getFirst().path("id").asString();
    var before = unread();
    var path = "/api/v1/notifications/" + told + "/reading";

    assertThat(Stage.geriatrician().post(path, "{}").code()).isEqualTo("notification_not_found");
    assertThat(Stage.nurse().post(path, "{}").status()).isEqualTo(204);
    var readAt = about(Stage.nurse(), id).getFirst().path("readAt").asString();
    assertThat(Stage.nurse().post(path, "{}").status()).isEqualTo(204);

    assertThat(about(Stage.nurse(), id).getFirst().path("readAt").asString()).isEqualTo(readAt);
    assertThat(unread()).isEqualTo(before - 1);
  }

  @Test
  void anOpenPageHearsOfItAtOnce() {
    try (var page = new LiveStream(Stage.nurse())) {
      var id = Stage.accepted();
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(page.data("notification"))
                  .filteredOn(data -> data.contains(id))
                  .singleElement()
                  .asString()
                  .contains("request-accepted"));
    }
  }

  @Test
  void aPageIsToldThatItIsConnectedOnceItIsKnownWhereTheNewsBegin() throws SQLException {
    try (var connection = Stage.DATABASE.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table notification in access exclusive mode");
      var opening = CompletableFuture.supplyAsync(() -> new LiveStream(Stage.nurse()));

      assertThat(opening)
          .failsWithin(Duration.ofSeconds(1))
          .withThrowableOfType(TimeoutException.class);

      connection.rollback();
      opening.join().close();
    }
  }

  @Test
  void aFeedThatIsReadAgainTellsNothingTwice() {
    Stage.DATABASE.execute("create table feed_reader_before as table feed_reader");
    var id = Stage.cancelled();
    Awaitility.await().atMost(PATIENCE).until(() -> !kinds(Stage.geriatrician(), id).isEmpty());
    var before = toldToPeopleOfTheDemo("");
    Stage.DATABASE.execute(
        """
        update feed_reader r set after_xid = b.after_xid, after_position = b.after_position
        from feed_reader_before b where b.name = r.name
        """,
        "drop table feed_reader_before");
    var last = Stage.cancelled();
    Awaitility.await().atMost(PATIENCE).until(() -> !kinds(Stage.geriatrician(), last).isEmpty());

    assertThat(toldToPeopleOfTheDemo(last)).containsExactlyElementsOf(before);
  }

  /** Whom another test made to work here since would hear now of what was before her time. */
  private static List<String> toldToPeopleOfTheDemo(String exceptOf) {
    return Stage.DATABASE.rows(
        """
        select n.id from notification n left join person p on p.id = n.person
        where (p.id is null or p.subject like '%%.%%') and coalesce(n.consultation::text, '') <> '%s'
        order by n.position
        """
            .formatted(exceptOf.isEmpty() ? "-" : exceptOf));
  }

  private static long unread() {
    return Stage.nurse().get("/api/v1/notifications").json().path("unread").asLong();
  }

  private static List<String> kinds(Browser person, String consultation) {
    return about(person, consultation).stream().map(one -> one.path("kind").asString()).toList();
  }

  private static List<JsonNode> about(Browser person, String consultation) {
    return told(person, "consultation", consultation);
  }

  private static List<JsonNode> told(Browser person, String kind, String subject) {
    return person
        .get("/api/v1/notifications")
        .json()
        .path("items")
        .valueStream()
        .filter(one -> one.path(kind).asString("").equals(subject))
        .toList();
  }
}
