package care.chevet.scheduling.http;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.testbed.Browser;
import care.chevet.testbed.Database;
import care.chevet.testbed.Issuer;
import care.chevet.testbed.Service;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scheduling as a browser meets it: the running service, signed-in people, a real database. */
final class SchedulingIT {

  private static final String CARDIOLOGIST = "0199a1c2-0000-7000-8000-000000000204";
  private static final String GERIATRICIAN = "0199a1c2-0000-7000-8000-000000000201";
  private static final String MARGUERITE = "0199a1c2-0000-7000-8000-000000000301";
  private static final String LUCIEN = "0199a1c2-0000-7000-8000-000000000302";

  private static final String OPEN_ALL_WEEK =
      """
      {"slotMinutes": 20, "bufferBeforeMinutes": 0, "bufferAfterMinutes": 10, "leadMinutes": 0,
       "dailyCap": 0, "holidays": "none", "departures": [], "patterns": [
        {"day": "monday", "opens": "00:00", "closes": "00:00"},
        {"day": "tuesday", "opens": "00:00", "closes": "00:00"},
        {"day": "wednesday", "opens": "00:00", "closes": "00:00"},
        {"day": "thursday", "opens": "00:00", "closes": "00:00"},
        {"day": "friday", "opens": "00:00", "closes": "00:00"},
        {"day": "saturday", "opens": "00:00", "closes": "00:00"},
        {"day": "sunday", "opens": "00:00", "closes": "00:00"}]}
      """;

  private static Database database;
  private static Issuer issuer;
  private static Service service;
  private static Browser nurse;
  private static Browser coordinator;

  @BeforeAll
  static void startService() {
    database = Database.fresh();
    issuer = Issuer.start();
    service = Service.start(database, issuer.url());
    nurse = new Browser(service.url()).signIn(issuer, "claire.dubourg");
    coordinator = new Browser(service.url()).signIn(issuer, "sophie.lagrange");
  }

  @AfterAll
  static void stopService() {
    service.close();
    issuer.close();
  }

  @BeforeEach
  void openPhysiciansAndAnEmptyDiary() {
    database.execute(
        "delete from reservation",
        "delete from appointment",
        "delete from booking",
        "delete from availability");
    open(CARDIOLOGIST, "cardiology");
    open(GERIATRICIAN, "geriatrics");
  }

  @Test
  void bothSidesSeeTheirOwnLocalTimeAndTheOthers() {
    var slot = nurse.get("/api/v1/slots?specialty=cardiology&resident=" + MARGUERITE);

    assertThat(slot.status()).isEqualTo(200);
    var first = slot.json().path("items").get(0).path("slots").get(0);
    assertThat(first.path("physicianTime").asString()).endsWith("+04:00");
    assertThat(first.path("careHomeTime").asString()).matches(".*\\+0[12]:00");
    assertThat(slot.json().path("items").get(0).path("physician").path("zone").asString())
        .isEqualTo("Indian/Reunion");
  }

  @Test
  void aSlotIsBookedOnceAndItsKeyAnswersTheSameAgain() {
    String body = booking(GERIATRICIAN, "geriatrics", MARGUERITE, freeSlot("geriatrics"));
    UUID key = UUID.randomUUID();
    var made = nurse.post("/api/v1/bookings", body, key);
    var again = nurse.post("/api/v1/bookings", body, key);
    var other = nurse.post("/api/v1/bookings", body);

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().path("state").asString()).isEqualTo("booked");
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Idempotency-Replayed")).contains("true");
    assertThat(again.response().body()).isEqualTo(made.response().body());
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.code()).isEqualTo("physician_taken");
    assertThat(nurse.get(made.header("Location").orElseThrow()).status()).isEqualTo(200);
    assertThat(database.rows("select type from feed_event where subject_kind = 'booking'"))
        .contains("booking.made");
  }

  @Test
  void aHoldIsMadeFirmMovedAndCancelled() {
    Instant start = freeSlot("geriatrics");
    var hold = nurse.post("/api/v1/holds", booking(GERIATRICIAN, "geriatrics", MARGUERITE, start));
    String path = hold.header("Location").orElseThrow();
    var firm = nurse.post(path + "/confirmation", "{}");
    Instant later = start.plus(Duration.ofMinutes(60));
    var moved = nurse.post(path + "/move", "{\"start\": \"%s\"}".formatted(later));
    var cancelled = nurse.post(path + "/cancellation", "{\"reason\": \"hospitalisée\"}");
    var twice = nurse.post(path + "/cancellation", "{\"reason\": \"hospitalisée\"}");

    assertThat(hold.json().path("state").asString()).isEqualTo("held");
    assertThat(hold.json().path("heldUntil").isMissingNode()).isFalse();
    assertThat(firm.json().path("state").asString()).isEqualTo("booked");
    assertThat(moved.status()).isEqualTo(200);
    assertThat(Instant.parse(moved.json().path("start").asString())).isEqualTo(later);
    assertThat(cancelled.json().path("state").asString()).isEqualTo("cancelled");
    assertThat(twice.code()).isEqualTo("booking_over");
    assertThat(database.rows("select * from reservation")).isEmpty();
  }

  @Test
  void physiotherapyKeepsTheResidentsTimeAndOnlyACoordinatorSetsItAside() {
    Instant start = freeSlot("geriatrics");
    var entered =
        nurse.post(
            "/api/v1/residents/" + LUCIEN + "/appointments",
            "{\"kind\": \"physiotherapy\", \"start\": \"%s\", \"end\": \"%s\"}"
                .formatted(start, start.plus(Duration.ofHours(1))));
    var refused =
        nurse.post("/api/v1/bookings", booking(GERIATRICIAN, "geriatrics", LUCIEN, start));
    String override =
        """
        {"resident": "%s", "physician": "%s", "specialty": "geriatrics", "start": "%s",
         "nurse": "0199a1c2-0000-7000-8000-000000000211",
         "override": {"reason": "aucun autre moment possible"}}
        """
            .formatted(LUCIEN, GERIATRICIAN, start);

    assertThat(entered.status()).isEqualTo(201);
    assertThat(refused.code()).isEqualTo("resident_taken");
    assertThat(nurse.post("/api/v1/bookings", override).code()).isEqualTo("override_not_allowed");
    assertThat(coordinator.post("/api/v1/bookings", override).status()).isEqualTo(201);
    assertThat(database.rows("select state from appointment")).containsExactly("displaced");
    assertThat(database.rows("select what from audit_entry where what like 'booking.over%'"))
        .isNotEmpty();
  }

  @Test
  void whoKnowsTheResidentRanksFirstAndTheAnswerSaysWhy() {
    database.execute(
        """
        insert into person (id, subject, role, display_name, family_name, given_name, zone)
        values ('0199a1c2-0000-7000-8000-000000000299', 'known', 'physician', 'Dr Zoé Connue',
          'Connue', 'Zoé', 'Europe/Paris') on conflict do nothing
        """,
        """
        insert into physician_specialty values
          ('0199a1c2-0000-7000-8000-000000000299', 'geriatrics') on conflict do nothing
        """,
        """
        insert into consultation (id, state, resident, care_home, nurse, specialty, urgency,
          question, place_type, consent_given_by, consent_gp_agreement, consent_recorded_at,
          requested_at, physician, accepted_at, bedside_nurse, confirmed_traits, bedside_at,
          session_started_at, concluded_at)
        values (gen_random_uuid(), 'concluded', '%s', '0199a1c2-0000-7000-8000-000000000101',
          '0199a1c2-0000-7000-8000-000000000211', 'geriatrics', 'today', 'Chute', 'care-home',
          'resident', true, now(), now(), '0199a1c2-0000-7000-8000-000000000299', now(),
          '0199a1c2-0000-7000-8000-000000000211', array['birth-name', 'birth-date'], now(), now(),
          now())
        """
            .formatted(MARGUERITE));
    open("0199a1c2-0000-7000-8000-000000000299", "geriatrics");

    var items =
        nurse.get("/api/v1/slots?specialty=geriatrics&resident=" + MARGUERITE).json().path("items");

    assertThat(items.get(0).path("physician").path("displayName").asString())
        .isEqualTo("Dr Zoé Connue");
    assertThat(items.get(0).path("reasons").get(0).path("code").asString())
        .isEqualTo("knows-resident");
    assertThat(items.get(0).path("reasons").get(0).path("consultations").asInt()).isEqualTo(1);
    assertThat(items.get(1).path("reasons").get(0).path("code").asString()).isEqualTo("free-from");
  }

  @Test
  void badInputIsToldWhatIsWrongInTheCallersLanguage() {
    assertThat(nurse.get("/api/v1/slots?specialty=astrology").code())
        .isEqualTo("invalid_parameter");
    assertThat(nurse.get("/api/v1/slots?specialty=geriatrics&resident=" + UUID.randomUUID()).code())
        .isEqualTo("not_found");
    assertThat(nurse.post("/api/v1/bookings", "{\"resident\": 3").status()).isEqualTo(400);
    assertThat(nurse.post("/api/v1/bookings", "{\"seat\": 3}").code()).isEqualTo("unknown_field");
    var keyless =
        nurse.send(
            nurse
                .withCsrf(nurse.request("/api/v1/bookings"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(keyless.code()).isEqualTo("idempotency_key_missing");
    Instant offGrid = freeSlot("geriatrics").plus(1, ChronoUnit.MINUTES);
    var refused =
        nurse.post("/api/v1/bookings", booking(GERIATRICIAN, "geriatrics", MARGUERITE, offGrid));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("title").asString()).isEqualTo("Créneau non proposé");
    assertThat(
            nurse
                .get("/api/v1/bookings/" + UUID.randomUUID(), Map.of("Accept-Language", "en"))
                .json()
                .path("title")
                .asString())
        .isEqualTo("Not found");
  }

  private static void open(String physician, String specialty) {
    var written =
        coordinator.send(
            coordinator
                .withCsrf(
                    coordinator.request(
                        "/api/v1/physicians/" + physician + "/availabilities/" + specialty))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .PUT(HttpRequest.BodyPublishers.ofString(OPEN_ALL_WEEK)));
    assertThat(written.status()).isEqualTo(200);
  }

  private static Instant freeSlot(String specialty) {
    return Instant.parse(
        nurse
            .get("/api/v1/slots?specialty=" + specialty)
            .json()
            .path("items")
            .get(0)
            .path("slots")
            .get(0)
            .path("start")
            .asString());
  }

  private static String booking(
      String physician, String specialty, String resident, Instant start) {
    return """
    {"resident": "%s", "physician": "%s", "specialty": "%s", "urgency": "this-week",
     "start": "%s"}
    """
        .formatted(resident, physician, specialty, start);
  }
}
