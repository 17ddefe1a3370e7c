package care.chevet.scheduling.http;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.consultation.Stage;
import care.chevet.testbed.Browser;
import care.chevet.testbed.Browser.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What hospitals may do to the time of a care home, and what a nurse has to do to it. */
final class HospitalBookingIT {

  private static final String LUCIEN = "0199a1c2-0000-7000-8000-000000000302";
  private static final String ODETTE = "0199a1c2-0000-7000-8000-000000000303";
  private static final String TILLEULS = "0199a1c2-0000-7000-8000-000000000101";
  private static final String SUD_SAUVAGE = "990000102";
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final List<String> COLLEAGUES =
      List.of(UUID.randomUUID().toString(), UUID.randomUUID().toString());

  private final Browser nurse = Stage.nurse();
  private final Browser coordinator = Stage.person("sophie.lagrange");

  @BeforeAll
  static void threeNursesAndTwoHospitals() {
    for (var id : COLLEAGUES) {
      Stage.DATABASE.execute(
          """
          insert into person (id, subject, role, display_name, family_name, given_name, zone)
          values ('%1$s', '%1$s', 'nurse', 'Nina Nouvelle', 'Nouvelle', 'Nina', 'Europe/Paris')
          """
              .formatted(id),
          "insert into nurse_care_home (nurse, care_home) values ('%s', '%s')"
              .formatted(id, TILLEULS));
    }
    Stage.DATABASE.execute(
        """
        insert into care_home_hospital (care_home, hospital)
        select '%s', id from hospital where finess = '%s'
        """
            .formatted(TILLEULS, SUD_SAUVAGE));
  }

  @AfterAll
  static void asBefore() {
    Stage.DATABASE.execute(
        "delete from nurse_care_home where nurse in ('%s', '%s')"
            .formatted(COLLEAGUES.getFirst(), COLLEAGUES.getLast()),
        """
        delete from care_home_hospital
        where care_home = '%s' and hospital = (select id from hospital where finess = '%s')
        """
            .formatted(TILLEULS, SUD_SAUVAGE));
  }

  @AfterEach
  void clearTheDiaries() {
    for (var booking :
        Stage.DATABASE.rows(
            """
            select id from booking
            where resident in ('%s', '%s', '%s') and physician = '%s' and state in ('held', 'booked')
            """
                .formatted(LUCIEN, ODETTE, Stage.MARGUERITE, Stage.HELENE))) {
      var path = "/api/v1/bookings/" + booking + "/cancellation";
      assertThat(coordinator.post(path, "{\"reason\": \"essai\"}").status()).isIn(200, 409);
    }
  }

  @Test
  void aHospitalHoldsAndBooksATimeAndIsAnsweredTheSameHoweverOftenItAsks() {
    var start = free(Stage.BRENNE, LUCIEN, 0);
    var id = UUID.randomUUID();

    var held = Stage.ok(put(Stage.BRENNE, LUCIEN, id, wish("held", start)));
    assertThat(held.json().path("state").asString()).isEqualTo("held");
    assertThat(Instant.parse(held.json().path("heldUntil").asString())).isAfter(Instant.now());
    var heldAgain = Stage.ok(put(Stage.BRENNE, LUCIEN, id, wish("held", start)));
    assertThat(heldAgain.json()).isEqualTo(held.json());
    assertThat(kinds(nurse, id)).as("a hold is nobody's business").isEmpty();

    var booked = Stage.ok(put(Stage.BRENNE, LUCIEN, id, wish("booked", start)));
    assertThat(booked.json().path("state").asString()).isEqualTo("booked");
    assertThat(booked.json().has("heldUntil")).isFalse();
    for (var state : List.of("booked", "held")) {
      var again = Stage.ok(put(Stage.BRENNE, LUCIEN, id, wish(state, start)));
      assertThat(again.json()).isEqualTo(booked.json());
    }
    assertThat(
            Stage.DATABASE.rows(
                "select kind from reservation where booking = '" + id + "' order by kind"))
        .containsExactly("nurse", "physician", "resident");

    var seen = Stage.ok(nurse.get("/api/v1/bookings/" + id)).json();
    assertThat(seen.path("hospital").asString()).isEqualTo("Centre hospitalier de la Brenne");
    assertThat(seen.path("consultation").isMissingNode()).isTrue();
  }

  @Test
  void whatAHospitalDoesStandsOnTheTrailUnderItsName() {
    var id = booked(Stage.BRENNE, LUCIEN, free(Stage.BRENNE, LUCIEN, 0));
    Stage.ok(put(Stage.BRENNE, LUCIEN, id, cancelling()));

    assertThat(
            Stage.DATABASE.rows(
                """
                select h.finess, a.role, a.what from audit_entry a
                join hospital h on h.id::text = a.who
                where a.subject = '%s' order by a.id
                """
                    .formatted(id)))
        .containsExactly(
            "990000101|hospital|booking.made-by-hospital", "990000101|hospital|booking.cancelled");
    assertThat(nurse.get("/api/v1/residents/" + LUCIEN + "/accesses").response().body())
        .contains("Centre hospitalier de la Brenne");
  }

  @Test
  void theHomeIsToldAndANurseCompletesTheBookingWithAConsultationAndItsConsent() {
    var id = booked(Stage.BRENNE, LUCIEN, free(Stage.BRENNE, LUCIEN, 0));
    for (var told : List.of(nurse, Stage.geriatrician())) {
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(kinds(told, id)).containsExactly("booking-by-hospital"));
    }
    assertThat(kinds(Stage.nurseElsewhere(), id)).isEmpty();
    assertThat(about(nurse, id).getFirst().path("text").asString())
        .startsWith("EHPAD Les Tilleuls : Centre hospitalier de la Brenne a réservé")
        .doesNotContainIgnoringCase("bruyère");

    var request = Stage.request("this-week").replace(Stage.MARGUERITE, LUCIEN);
    var consultation =
        Stage.made(nurse.post("/api/v1/consultations", request)).json().path("id").asString();
    var path = "/api/v1/bookings/" + id;
    var completion = "{\"consultation\": \"" + consultation + "\"}";
    assertThat(Stage.nurseElsewhere().post(path + "/confirmation", completion).status())
        .isEqualTo(404);
    var completed = Stage.ok(nurse.post(path + "/confirmation", completion)).json();

    assertThat(completed.path("consultation").asString()).isEqualTo(consultation);
    assertThat(nurse.get(Stage.path(consultation, "")).json().path("state").asString())
        .isEqualTo("scheduled");
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(kinds(nurse, id)).containsOnlyOnce("booking-made"));
    assertThat(nurse.post(path + "/confirmation", completion).status()).isEqualTo(409);
    assertThat(put(Stage.BRENNE, LUCIEN, id, cancelling()).code())
        .as("a file of the care home's is not the hospital's to touch")
        .isEqualTo("booking_completed");
    assertThat(nurse.get(path).json().path("state").asString()).isEqualTo("booked");
    Stage.ok(nurse.post(Stage.path(consultation, "/cancellation"), "{\"reason\": \"essai\"}"));
  }

  @Test
  void aBookingThatANurseMadeIsNotCompletedByAnybody() {
    var start = free(Stage.BRENNE, LUCIEN, 0);
    var own =
        Stage.made(nurse.post("/api/v1/bookings", own(LUCIEN, start))).json().path("id").asString();
    var request = Stage.request("this-week").replace(Stage.MARGUERITE, LUCIEN);
    var consultation =
        Stage.made(nurse.post("/api/v1/consultations", request)).json().path("id").asString();

    var refused =
        nurse.post(
            "/api/v1/bookings/" + own + "/confirmation",
            "{\"consultation\": \"" + consultation + "\"}");

    assertThat(refused.code()).isEqualTo("booking_not_held");
    assertThat(nurse.get(Stage.path(consultation, "")).json().path("state").asString())
        .isEqualTo("requested");
    assertThat(put(Stage.BRENNE, LUCIEN, UUID.fromString(own), cancelling()).status())
        .as("nor called off by a hospital")
        .isEqualTo(404);
    Stage.ok(nurse.post(Stage.path(consultation, "/cancellation"), "{\"reason\": \"essai\"}"));
  }

  @Test
  void whatItCallsOffIsFreeForOthersAndStaysCalledOff() {
    var start = free(Stage.BRENNE, LUCIEN, 0);
    var id = booked(Stage.BRENNE, LUCIEN, start);
    assertThat(put(SUD_SAUVAGE, LUCIEN, id, cancelling()).status())
        .as("another hospital's")
        .isEqualTo(404);
    assertThat(put(Stage.BRENNE, ODETTE, id, cancelling()).status())
        .as("another resident's")
        .isEqualTo(404);

    for (var i = 0; i < 2; i++) {
      var cancelled = Stage.ok(put(Stage.BRENNE, LUCIEN, id, cancelling()));
      assertThat(cancelled.json().path("state").asString()).isEqualTo("cancelled");
    }
    assertThat(put(Stage.BRENNE, LUCIEN, id, wish("booked", start)).code())
        .isEqualTo("booking_over");
    booked(SUD_SAUVAGE, ODETTE, start);
  }

  @Test
  void aHoldThatHasExpiredIsNotBooked() {
    var start = free(Stage.BRENNE, LUCIEN, 0);
    var id = UUID.randomUUID();
    Stage.ok(put(Stage.BRENNE, LUCIEN, id, wish("held", start)));
    for (var table : List.of("booking set", "reservation set")) {
      var column = table.startsWith("booking") ? "id" : "booking";
      Stage.DATABASE.execute(
          "update %s held_until = now() - interval '1 second' where %s = '%s'"
              .formatted(table, column, id));
    }

    assertThat(put(Stage.BRENNE, LUCIEN, id, wish("booked", start)).code())
        .isEqualTo("hold_expired");
    booked(Stage.BRENNE, LUCIEN, start);
  }

  @Test
  void onlyHospitalsThatTheHomeWorksWithArrangeItsTime() {
    var start = free(Stage.BRENNE, LUCIEN, 0);
    var id = UUID.randomUUID();
    assertThat(put(Stage.BRENNE, Stage.ROSE_MAY, id, wish("booked", start)).code())
        .isEqualTo("not_found");
    assertThat(slots(Stage.BRENNE, Stage.ROSE_MAY).code()).isEqualTo("not_found");
    assertThat(put("990009999", LUCIEN, id, wish("booked", start)).code())
        .isEqualTo("hospital_unknown");
    assertThat(put(Stage.BRENNE, LUCIEN, id, wish("astrology", start)).status()).isEqualTo(400);
    assertThat(put(Stage.BRENNE, LUCIEN, id, "{\"state\": \"cancelled\"}").status()).isEqualTo(400);
    assertThat(put(Stage.BRENNE, LUCIEN, id, wish("booked", start.plusSeconds(60))).code())
        .isEqualTo("slot_not_offered");
    assertThat(Stage.DATABASE.rows("select 1 from booking where id = '" + id + "'")).isEmpty();
  }

  @Test
  void withoutAFreeNurseThereIsNobodyAtTheBedside() {
    var start = free(Stage.BRENNE, LUCIEN, 0);
    var other = booked(Stage.BRENNE, ODETTE, free(Stage.BRENNE, ODETTE, 5));
    Stage.DATABASE.execute(
        """
        insert into reservation (resource, kind, during, booking)
        select nurse, 'nurse', tstzrange('%s', '%s'), '%s'
        from nurse_care_home where care_home = '%s'
        """
            .formatted(start, start.plusSeconds(60), other, TILLEULS));
    var refused = put(Stage.BRENNE, LUCIEN, UUID.randomUUID(), wish("booked", start));
    Stage.DATABASE.execute(
        "delete from reservation where kind = 'nurse' and during = tstzrange('%s', '%s')"
            .formatted(start, start.plusSeconds(60)));

    assertThat(refused.code()).isEqualTo("no_nurse_free");
  }

  @Test
  void ofTwoHospitalsAndANurseWhoWantOneTimeOneGetsIt() throws Exception {
    for (var round = 0; round < 5; round++) {
      var start = free(Stage.BRENNE, LUCIEN, 0);
      var answers =
          atOnce(
              List.of(
                  () -> put(Stage.BRENNE, LUCIEN, UUID.randomUUID(), wish("booked", start)),
                  () -> put(SUD_SAUVAGE, ODETTE, UUID.randomUUID(), wish("held", start)),
                  () -> nurse.post("/api/v1/bookings", own(Stage.MARGUERITE, start))));

      var won = answers.stream().filter(each -> each.status() < 300).toList();
      assertThat(won).hasSize(1);
      assertThat(answers.stream().filter(each -> each.status() >= 300).map(Answer::code))
          .containsOnly("physician_taken");
      assertThat(
              Stage.DATABASE.rows(
                  """
                  select count(*) from reservation r join booking b on b.id = r.booking
                  where b.physician = '%s' and b.starts_at = '%s'
                  """
                      .formatted(Stage.HELENE, start)))
          .as("nothing of the others is kept")
          .containsExactly("3");
      clearTheDiaries();
    }
  }

  @Test
  void theSameBookingAskedForTwiceAtOnceIsMadeOnce() throws Exception {
    var start = free(Stage.BRENNE, LUCIEN, 0);
    var id = UUID.randomUUID();
    Callable<Answer> ask = () -> put(Stage.BRENNE, LUCIEN, id, wish("booked", start));

    var answers = atOnce(List.of(ask, ask, ask));

    assertThat(answers).allSatisfy(each -> assertThat(each.status()).isEqualTo(200));
    assertThat(answers.stream().map(Answer::json).distinct()).hasSize(1);
    assertThat(Stage.DATABASE.rows("select count(*) from audit_entry where subject = '" + id + "'"))
        .containsExactly("1");
  }

  @Test
  void itIsSaidInTheWordsOfTheContracts() throws IOException {
    var start = free(Stage.BRENNE, LUCIEN, 0);
    var asked = golden("hospital-booking.json");
    assertThat(put(Stage.BRENNE, LUCIEN, UUID.randomUUID(), asked.toString()).status())
        .as("read, if not offered any more")
        .isIn(200, 422);
    var held = put(Stage.BRENNE, LUCIEN, UUID.randomUUID(), wish("held", start)).json();
    var free = slots(Stage.BRENNE, LUCIEN).json();

    assertThat(held.propertyNames()).isEqualTo(golden("hospital-booked.json").propertyNames());
    assertThat(held.path("physician").propertyNames())
        .isEqualTo(golden("hospital-booked.json").path("physician").propertyNames());
    assertThat(free.at("/items/0").propertyNames())
        .isEqualTo(golden("hospital-slots.json").at("/items/0").propertyNames());
    assertThat(free.at("/items/0/slots/0").propertyNames())
        .isEqualTo(golden("hospital-slots.json").at("/items/0/slots/0").propertyNames());
  }

  private static JsonNode golden(String name) throws IOException {
    var path = Path.of(System.getProperty("contracts.dir"), name);
    return JsonMapper.shared().readTree(Files.readString(path));
  }

  private static List<Answer> atOnce(List<Callable<Answer>> calls)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Answer>();
      for (var answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }

  private static UUID booked(String finess, String resident, Instant start) {
    var id = UUID.randomUUID();
    Stage.ok(put(finess, resident, id, wish("booked", start)));
    return id;
  }

  private static Answer put(String finess, String resident, UUID id, String body) {
    var path = "/api/v1/residents/" + resident + "/hospital-bookings/" + finess + "/" + id;
    return Stage.machinePut("fhir-adapter", "records.write", path, body);
  }

  private static String wish(String state, Instant start) {
    return """
    {"state": "%s", "physician": "%s", "specialty": "geriatrics", "start": "%s"}
    """
        .formatted(state, Stage.HELENE, start);
  }

  private static String cancelling() {
    return "{\"state\": \"cancelled\", \"reason\": \"hospitalisé\"}";
  }

  private static String own(String resident, Instant start) {
    return """
    {"resident": "%s", "physician": "%s", "specialty": "geriatrics", "start": "%s"}
    """
        .formatted(resident, Stage.HELENE, start);
  }

  private static Answer slots(String finess, String resident) {
    var from = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(8));
    return Stage.machineGet(
        "records.write",
        "/api/v1/residents/%s/hospital-slots/%s?specialty=geriatrics&from=%s&to=%s&slots=50"
            .formatted(resident, finess, from, from.plus(Duration.ofDays(14))));
  }

  private static Instant free(String finess, String resident, int which) {
    return Stage.ok(slots(finess, resident))
        .json()
        .path("items")
        .valueStream()
        .filter(each -> each.path("id").asString().equals(Stage.HELENE))
        .map(each -> Instant.parse(each.path("slots").path(which).path("start").asString()))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> about(Browser person, UUID booking) {
    return person
        .get("/api/v1/notifications")
        .json()
        .path("items")
        .valueStream()
        .filter(each -> each.path("booking").asString("").equals(booking.toString()))
        .toList();
  }

  private static List<String> kinds(Browser person, UUID booking) {
    return about(person, booking).stream().map(each -> each.path("kind").asString()).toList();
  }
}
