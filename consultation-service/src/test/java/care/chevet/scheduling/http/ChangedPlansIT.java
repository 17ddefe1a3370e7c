package care.chevet.scheduling.http;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.consultation.Stage;
import care.chevet.testbed.Browser;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What comes in a booking's way, what has to give way to it, and what may be changed about it. */
final class ChangedPlansIT {

  private static final String AMADOU = "0199a1c2-0000-7000-8000-000000000202";
  private static final String ODETTE = "0199a1c2-0000-7000-8000-000000000303";
  private static final String LUCIEN = "0199a1c2-0000-7000-8000-000000000302";
  private static final String TILLEULS = "0199a1c2-0000-7000-8000-000000000101";
  private static final String KIT = "0199a1c2-0000-7000-8000-000000000401";
  private static final String ROOM = "0199a1c2-0000-7000-8000-000000000501";
  private static final String ROOM_ELSEWHERE = "0199a1c2-0000-7000-8000-000000000503";
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Browser nurse = Stage.nurse();
  private final Browser physician = Stage.person("amadou.sarr");
  private final Browser coordinator = Stage.person("sophie.lagrange");

  @AfterEach
  void clearTheDiaryOfOdette() {
    planAtHospital("[]");
    Stage.DATABASE.execute(
        "delete from physician_territory",
        "delete from reservation where appointment in (select id from appointment where resident ="
            + " '%s')".formatted(ODETTE),
        "delete from appointment where resident = '%s'".formatted(ODETTE));
    for (var booking :
        Stage.DATABASE.rows(
            "select id from booking where resident in ('%s', '%s') and state in ('held', 'booked')"
                .formatted(ODETTE, LUCIEN))) {
      Stage.ok(coordinator.post(path(booking) + "/cancellation", "{\"reason\": \"essai\"}"));
    }
  }

  @Test
  void aClashWithAHospitalReachesTheNursesAndThePhysicianOnce() {
    var start = slot(0);
    var booking = book(start);
    var dialysis = dialysis(start.minus(Duration.ofMinutes(30)), Duration.ofHours(4));
    planAtHospital(dialysis);
    planAtHospital(dialysis);

    for (var told : List.of(nurse, physician)) {
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(kinds(told, booking)).contains("booking-made", "booking-conflicted"));
      assertThat(kinds(told, booking)).containsOnlyOnce("booking-conflicted");
    }
    assertThat(kinds(Stage.nurseElsewhere(), booking)).isEmpty();
    assertThat(about(nurse, booking).getFirst().path("text").asString())
        .startsWith("EHPAD Les Tilleuls : un autre rendez-vous du résident")
        .doesNotContainIgnoringCase("dialys", "coquelicot");
    assertThat(nurse.get("/api/v1/reminders?booking=" + booking).json().findValuesAsString("kind"))
        .as("a clash is no reminder")
        .doesNotContain("conflicted");
  }

  @Test
  void aClashWithAHoldIsToldWhenTheHoldIsMadeFirm() {
    var start = slot(0);
    var hold = Stage.made(nurse.post("/api/v1/holds", body(ODETTE, start, "")));
    var booking = hold.json().path("id").asString();
    planAtHospital(dialysis(start, Duration.ofHours(1)));
    var other = book(LUCIEN, slot(2), "");
    Awaitility.await().atMost(PATIENCE).until(() -> !kinds(nurse, other).isEmpty());
    assertThat(kinds(nurse, booking)).as("a hold is nobody's business").isEmpty();

    Stage.ok(nurse.post(path(booking) + "/confirmation", "{}"));
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(kinds(physician, booking))
                .containsExactlyInAnyOrder("booking-made", "booking-conflicted"));
  }

  @Test
  void whatAnOverrideDisplacedComesBackWhenTheBookingMovesAndTheReasonIsKept() {
    var start = slot(0);
    var later = slot(4);
    enterPhysiotherapy(start);
    var booking = bookOutsideTheRules(start, "aucun autre moment");
    var seen = nurse.get(path(booking)).json();
    assertThat(seen.path("displaced").get(0).path("kind").asString()).isEqualTo("physiotherapy");
    assertThat(seen.path("conflicts").isEmpty()).isTrue();
    assertThat(states()).containsExactly("displaced");

    var moved = Stage.ok(nurse.post(path(booking) + "/move", "{\"start\": \"" + later + "\"}"));

    assertThat(states()).containsExactly("planned");
    assertThat(moved.json().path("overrideReason").isMissingNode()).isTrue();
    assertThat(moved.json().path("overrides").get(0).path("reason").asString())
        .isEqualTo("aucun autre moment");
    assertThat(moved.json().path("overrides").get(0).path("by").asString())
        .isEqualTo("Sophie Lagrange");
    assertThat(nurse.post("/api/v1/bookings", body(ODETTE, start, "")).code())
        .as("the time is the physiotherapist's again")
        .isEqualTo("resident_taken");
    assertThat(
            Stage.DATABASE.rows("select what from audit_entry where resident = '" + ODETTE + "'"))
        .contains("appointment.planned-again");
  }

  @Test
  void whatAnOverrideDisplacedComesBackWhenTheBookingIsCancelled() {
    var start = slot(0);
    enterPhysiotherapy(start);
    var booking = bookOutsideTheRules(start, "urgent");
    Stage.ok(coordinator.post(path(booking) + "/cancellation", "{\"reason\": \"essai\"}"));

    assertThat(states()).containsExactly("planned");
    assertThat(nurse.post("/api/v1/bookings", body(ODETTE, start, "")).code())
        .isEqualTo("resident_taken");
  }

  @Test
  void whatComesBackToATimeThatWasGivenAwayMeanwhileStandsBesideItAndIsTold() {
    var start = slot(0);
    enterPhysiotherapy(start);
    var overriding = bookOutsideTheRules(start, "urgent");
    var meanwhile = book(slotAfter(start));
    Stage.ok(coordinator.post(path(overriding) + "/cancellation", "{\"reason\": \"essai\"}"));

    assertThat(nurse.get(path(meanwhile)).json().path("conflicts").get(0).path("kind").asString())
        .isEqualTo("physiotherapy");
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(kinds(nurse, meanwhile)).contains("booking-conflicted"));
  }

  @Test
  void whatWasDisplacedCanBeCalledOffAndThenStaysSo() {
    var start = slot(0);
    var appointment = enterPhysiotherapy(start);
    var booking = bookOutsideTheRules(start, "urgent");
    var removal = "/api/v1/residents/" + ODETTE + "/appointments/" + appointment + "/cancellation";
    Stage.ok(nurse.post(removal, "{}"));
    assertThat(nurse.post(removal, "{}").code()).isEqualTo("appointment_over");
    Stage.ok(coordinator.post(path(booking) + "/cancellation", "{\"reason\": \"essai\"}"));

    assertThat(states()).containsExactly("cancelled");
  }

  @Test
  void theRulesAreNotSetAsideForAHold() {
    assertThat(coordinator.post("/api/v1/holds", override(slot(0), "urgent")).code())
        .isEqualTo("override_of_hold");
  }

  @Test
  void aPhysicianIsOfferedAndBookedOnlyWhereSheAnswers() {
    var start = slot(0);
    var path = "/api/v1/physicians/" + AMADOU + "/territories";
    var all = coordinator.get(path).json().path("items");
    assertThat(all.findValuesAsString("chosen")).containsOnly("false");
    var reunion =
        all.valueStream()
            .filter(each -> each.path("name").asString().contains("Réunion"))
            .map(each -> each.path("id").asString())
            .findFirst()
            .orElseThrow();
    var bound = "{\"territories\": [\"" + reunion + "\"]}";
    assertThat(Stage.put(physician, path, bound).status()).isEqualTo(403);
    Stage.ok(Stage.put(coordinator, path, bound));

    assertThat(slots(0).isEmpty()).as("nothing is offered to Les Tilleuls").isTrue();
    assertThat(nurse.post("/api/v1/bookings", body(ODETTE, start, "")).code())
        .isEqualTo("outside_territory");
    var overridden = bookOutsideTheRules(start, "personne d'autre");
    assertThat(
            coordinator
                .post(
                    path(overridden) + "/move", "{\"start\": \"" + start.plusSeconds(1200) + "\"}")
                .code())
        .isEqualTo("outside_territory");

    Stage.ok(Stage.put(coordinator, path, "{\"territories\": []}"));
    assertThat(slots(0).isEmpty()).isFalse();
    assertThat(Stage.put(coordinator, path, "{\"territories\": [null]}").status()).isEqualTo(400);
  }

  @Test
  void aMoveGivesABookingAnotherNurseRoomAndNoKit() {
    var colleague = colleague();
    assertThat(
            nurse
                .get("/api/v1/care-homes/" + TILLEULS + "/nurses")
                .json()
                .path("items")
                .findValuesAsString("id"))
        .contains(Stage.CLAIRE, colleague);
    var start = slot(0);
    var booking = book(ODETTE, start, ", \"deviceKit\": \"%s\"".formatted(KIT));
    var changed =
        Stage.ok(
            nurse.post(
                path(booking) + "/move",
                """
                {"start": "%s", "nurse": "%s", "room": "%s", "without": ["device-kit"]}
                """
                    .formatted(start, colleague, ROOM)));

    assertThat(changed.json().path("nurse").asString()).isEqualTo(colleague);
    assertThat(changed.json().path("room").asString()).isEqualTo(ROOM);
    assertThat(changed.json().path("deviceKit").isMissingNode()).isTrue();
    assertThat(
            Stage.DATABASE.rows(
                "select kind from reservation where booking = '" + booking + "' order by kind"))
        .containsExactly("nurse", "physician", "resident", "room");
    for (var wrong :
        List.of("\"room\": \"" + ROOM_ELSEWHERE + "\"", "\"nurse\": \"" + AMADOU + "\"")) {
      assertThat(
              nurse
                  .post(path(booking) + "/move", "{\"start\": \"" + start + "\", " + wrong + "}")
                  .code())
          .isEqualTo("not_of_this_care_home");
    }
    assertThat(
            physician
                .post(
                    path(booking) + "/move",
                    "{\"start\": \"%s\", \"nurse\": \"%s\"}".formatted(start, Stage.CLAIRE))
                .status())
        .as("who is at the bedside is not the physician's to say")
        .isEqualTo(403);
    assertThat(
            nurse
                .post(
                    path(booking) + "/move", "{\"start\": \"" + start + "\", \"without\": [\"x\"]}")
                .status())
        .isEqualTo(400);
  }

  private static String colleague() {
    var id = UUID.randomUUID().toString();
    Stage.DATABASE.execute(
        """
        insert into person (id, subject, role, display_name, family_name, given_name, zone)
        values ('%1$s', '%1$s', 'nurse', 'Nina Nouvelle', 'Nouvelle', 'Nina', 'Europe/Paris')
        """
            .formatted(id),
        "insert into nurse_care_home (nurse, care_home) values ('%s', '%s')"
            .formatted(id, TILLEULS));
    return id;
  }

  private String enterPhysiotherapy(Instant start) {
    var entered =
        nurse.post(
            "/api/v1/residents/" + ODETTE + "/appointments",
            "{\"kind\": \"physiotherapy\", \"start\": \"%s\", \"end\": \"%s\"}"
                .formatted(start, start.plus(Duration.ofMinutes(50))));
    return Stage.made(entered).json().path("id").asString();
  }

  private String bookOutsideTheRules(Instant start, String reason) {
    return Stage.made(coordinator.post("/api/v1/bookings", override(start, reason)))
        .json()
        .path("id")
        .asString();
  }

  private static String override(Instant start, String reason) {
    return body(
        ODETTE,
        start,
        ", \"nurse\": \"%s\", \"override\": {\"reason\": \"%s\"}".formatted(Stage.CLAIRE, reason));
  }

  private String book(Instant start) {
    return book(ODETTE, start, "");
  }

  private String book(String resident, Instant start, String more) {
    return Stage.made(nurse.post("/api/v1/bookings", body(resident, start, more)))
        .json()
        .path("id")
        .asString();
  }

  private static String body(String resident, Instant start, String more) {
    return """
    {"resident": "%s", "physician": "%s", "specialty": "general-medicine", "start": "%s"%s}
    """
        .formatted(resident, AMADOU, start, more);
  }

  /** From a morning on, so that one slot comes after the other, two days ahead or more. */
  private Instant slot(int which) {
    return Instant.parse(slots(which).path("start").asString());
  }

  private JsonNode slots(int which) {
    var from = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(2));
    return nurse
        .get(
            "/api/v1/slots?specialty=general-medicine&physician=%s&resident=%s&from=%s&slots=60"
                .formatted(AMADOU, ODETTE, from))
        .json()
        .path("items")
        .path(0)
        .path("slots")
        .path(which);
  }

  private Instant slotAfter(Instant start) {
    return start.plus(Duration.ofMinutes(20));
  }

  private static String dialysis(Instant start, Duration length) {
    return """
    [{"reference": "rdv-8800", "kind": "dialysis", "start": "%s", "end": "%s"}]
    """
        .formatted(start, start.plus(length));
  }

  private static void planAtHospital(String appointments) {
    var machine = new Browser(Stage.SERVICE.url());
    var answer =
        machine.send(
            machine
                .request("/api/v1/residents/" + ODETTE + "/hospital-appointments/" + Stage.BRENNE)
                .header("Authorization", "Bearer " + Stage.token("fhir-adapter", "records.write"))
                .header("Content-Type", "application/json")
                .PUT(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"appointments\": " + appointments + "}")));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(204);
  }

  private static List<String> states() {
    return Stage.DATABASE.rows("select state from appointment where resident = '" + ODETTE + "'");
  }

  private static List<String> kinds(Browser person, String booking) {
    return about(person, booking).stream().map(one -> one.path("kind").asString()).toList();
  }

  private static List<JsonNode> about(Browser person, String booking) {
    return person
        .get("/api/v1/notifications")
        .json()
        .path("items")
        .valueStream()
        .filter(one -> one.path("booking").asString("").equals(booking))
        .toList();
  }

  private static String path(String booking) {
    return "/api/v1/bookings/" + booking;
  }
}
