package care.chevet.scheduling.http;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.testbed.Browser;
import care.chevet.testbed.Database;
import care.chevet.testbed.Issuer;
import care.chevet.testbed.Service;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Scheduling as a browser meets it: the running service, signed-in people, a real database. */
final class SchedulingIT {

  private static final String CARDIOLOGIST = "0199a1c2-0000-7000-8000-000000000204";
  private static final String GERIATRICIAN = "0199a1c2-0000-7000-8000-000000000201";
  private static final String MARGUERITE = "0199a1c2-0000-7000-8000-000000000301";
  private static final String LUCIEN = "0199a1c2-0000-7000-8000-000000000302";

  private static final String HOSPITAL = "990000101";
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
        "delete from feed_event where subject_kind = 'booking'",
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

  @Test
  void aKeyAnswersTheSameThoughTheRulesWouldRefuseItByNow() {
    Instant start = freeSlot("geriatrics");
    String body = booking(GERIATRICIAN, "geriatrics", MARGUERITE, start);
    UUID key = UUID.randomUUID();
    var made = nurse.post("/api/v1/bookings", body, key);
    database.execute("update availability set lead_minutes = 80000, version = version + 1");

    var again = nurse.post("/api/v1/bookings", body, key);
    var fresh = nurse.post("/api/v1/bookings", body);

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Idempotency-Replayed")).contains("true");
    assertThat(again.header("Location")).isEqualTo(made.header("Location"));
    assertThat(again.response().body()).isEqualTo(made.response().body());
    assertThat(fresh.status()).isIn(409, 422);
  }

  @Test
  void aHospitalsAppointmentAndABookingBothStandAndSaySo() {
    Instant start = freeSlot("geriatrics");
    var made =
        nurse.post("/api/v1/bookings", booking(GERIATRICIAN, "geriatrics", MARGUERITE, start));
    String path = made.header("Location").orElseThrow();
    Instant from = start.minus(Duration.ofMinutes(30));
    plan(MARGUERITE, dialysis("rdv-1", from, from.plus(Duration.ofHours(4))), 204);

    var seen = nurse.get(path).json();
    assertThat(seen.path("state").asString()).isEqualTo("booked");
    assertThat(seen.path("conflicts").get(0).path("kind").asString()).isEqualTo("dialysis");
    var appointment = appointments(MARGUERITE, from).get(0);
    assertThat(appointment.path("hospital").asString()).isEqualTo(HOSPITAL);
    assertThat(appointment.path("conflicts").get(0).asString())
        .isEqualTo(seen.path("id").asString());
    assertThat(database.rows("select count(*) from feed_event where type = 'booking.conflicted'"))
        .containsExactly("1");
    assertThat(
            nurse
                .post(
                    "/api/v1/bookings",
                    booking(CARDIOLOGIST, "cardiology", MARGUERITE, slotAfter(start)))
                .code())
        .isEqualTo("resident_taken");

    assertThat(nurse.post(path + "/cancellation", "{\"reason\": \"dialyse\"}").status())
        .isEqualTo(200);
    assertThat(
            nurse
                .post("/api/v1/bookings", booking(GERIATRICIAN, "geriatrics", MARGUERITE, start))
                .code())
        .as("the freed time is the hospital's")
        .isEqualTo("resident_taken");

    plan(MARGUERITE, "{\"appointments\": []}", 204);
    assertThat(appointments(MARGUERITE, from).get(0).path("state").asString())
        .isEqualTo("cancelled");
    assertThat(database.rows("select * from reservation")).isEmpty();
  }

  @Test
  void whatAHospitalPlansIsReadWholeOrRefusedAndOnlyFromItsMachine() throws IOException {
    String golden =
        Files.readString(
            Path.of(System.getProperty("contracts.dir"), "hospital-appointments.json"));
    plan(LUCIEN, golden, 204);
    plan(LUCIEN, golden, 204);
    assertThat(
            database.rows(
                "select kind, state, starts_at at time zone 'UTC' from appointment order by 3"))
        .containsExactly(
            "dialysis|planned|2031-03-04 12:00:00", "hospital|planned|2031-03-06 08:30:00");
    assertThat(database.rows("select count(*) from reservation")).containsExactly("2");
    plan(LUCIEN, golden.replace("rdv-5530", "rdv-5521"), 400);
    plan(LUCIEN, golden.replace("dialysis", "astrology"), 400);
    var asAPerson =
        nurse.send(
            nurse
                .withCsrf(nurse.request(appointmentsPath(LUCIEN)))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(golden)));
    assertThat(asAPerson.status()).isEqualTo(403);
  }

  @Test
  void kitsAndRoomsAreKeptByTheirCareHome() {
    String kits = "/api/v1/care-homes/0199a1c2-0000-7000-8000-000000000101/device-kits";
    var added = nurse.post(kits, "{\"name\": \"Valise d'essai\"}");
    assertThat(added.status()).isEqualTo(201);
    String kit = added.json().path("id").asString();
    assertThat(nurse.post(kits, "{\"name\": \"Valise d'essai\"}").code()).isEqualTo("name_taken");
    Instant start = freeSlot("geriatrics");
    String with =
        booking(GERIATRICIAN, "geriatrics", MARGUERITE, start)
            .replace("\"urgency\"", "\"deviceKit\": \"" + kit + "\", \"urgency\"");
    assertThat(nurse.post("/api/v1/bookings", with).status()).isEqualTo(201);

    var retired = put(nurse, kits + "/" + kit, "{\"name\": \"Valise usée\", \"retired\": true}");
    assertThat(retired.json().path("retired").asBoolean()).isTrue();
    assertThat(nurse.get(kits).response().body()).contains("Valise usée");
    String again = with.replace(start.toString(), start.plus(Duration.ofMinutes(60)).toString());
    assertThat(nurse.post("/api/v1/bookings", again).code()).isEqualTo("not_of_this_care_home");
    assertThat(nurse.get("/api/v1/care-homes/0199a1c2-0000-7000-8000-000000000102/rooms").status())
        .as("another home's")
        .isEqualTo(404);
    assertThat(
            coordinator
                .get("/api/v1/care-homes/0199a1c2-0000-7000-8000-000000000102/rooms")
                .json()
                .path("items")
                .size())
        .isEqualTo(2);
  }

  @Test
  void languagesAreWrittenByTheCoordinatorAndRankThePhysician() {
    String path = "/api/v1/physicians/" + GERIATRICIAN + "/languages";
    assertThat(put(nurse, path, "{\"languages\": [\"pt\"]}").status()).isEqualTo(403);
    assertThat(put(coordinator, path, "{\"languages\": [\"Portuguese\"]}").status()).isEqualTo(400);
    var written = put(coordinator, path, "{\"languages\": [\"fr\", \"pt\", \"pt\"]}");
    assertThat(written.json().path("languages").toString()).isEqualTo("[\"fr\",\"pt\"]");
    var reasons =
        nurse
            .get("/api/v1/slots?specialty=geriatrics&language=pt")
            .json()
            .path("items")
            .get(0)
            .path("reasons");
    assertThat(reasons.get(0).path("code").asString()).isEqualTo("speaks-language");
  }

  @Test
  void timesBeyondAnyCalendarAreRefusedNotFallenOver() {
    String never = "+1000000000-12-31T23:59:59Z";
    String encoded = never.replace("+", "%2B");
    assertThat(nurse.get("/api/v1/slots?specialty=geriatrics&from=" + encoded).status())
        .isEqualTo(400);
    assertThat(nurse.get("/api/v1/bookings?from=2020-01-01T00:00:00Z&to=" + encoded).status())
        .isEqualTo(400);
    assertThat(
            nurse
                .post(
                    "/api/v1/bookings",
                    booking(GERIATRICIAN, "geriatrics", MARGUERITE, Instant.parse(never)))
                .code())
        .isEqualTo("slot_not_offered");
  }

  @Test
  void aPhysicianMovesHerOwnBookingsToNoColleague() {
    var physician = new Browser(service.url()).signIn(issuer, "helene.vasseur");
    Instant start = freeSlot("geriatrics");
    String body = booking(GERIATRICIAN, "geriatrics", MARGUERITE, start);
    assertThat(physician.post("/api/v1/bookings", body).code()).isEqualTo("forbidden");
    String path = nurse.post("/api/v1/bookings", body).header("Location").orElseThrow();
    String later = start.plus(Duration.ofMinutes(60)).toString();
    assertThat(
            physician
                .post(
                    path + "/move",
                    "{\"start\": \"%s\", \"physician\": \"%s\"}".formatted(later, CARDIOLOGIST))
                .code())
        .isEqualTo("forbidden");
    assertThat(physician.post(path + "/move", "{\"start\": \"%s\"}".formatted(later)).status())
        .isEqualTo(200);
    assertThat(new Browser(service.url()).signIn(issuer, "yann.kerdoncuff").get(path).status())
        .as("a nurse of another home")
        .isEqualTo(404);
  }

  private static String appointmentsPath(String resident) {
    return "/api/v1/residents/" + resident + "/hospital-appointments/" + HOSPITAL;
  }

  private static void plan(String resident, String body, int status) {
    var machine = new Browser(service.url());
    var answer =
        machine.send(
            machine
                .request(appointmentsPath(resident))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + issuer.token("fhir-adapter", "records.write"))
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
  }

  private static String dialysis(String reference, Instant start, Instant end) {
    return """
    {"appointments": [{"reference": "%s", "kind": "dialysis", "start": "%s", "end": "%s"}]}
    """
        .formatted(reference, start, end);
  }

  private static JsonNode appointments(String resident, Instant from) {
    return nurse
        .get(
            "/api/v1/residents/%s/appointments?from=%s&to=%s"
                .formatted(resident, from, from.plus(Duration.ofDays(1))))
        .json()
        .path("items");
  }

  /** A start on the cardiologist's grid, an hour or so later. */
  private static Instant slotAfter(Instant start) {
    return nurse
        .get("/api/v1/slots?specialty=cardiology&from=" + start.plus(Duration.ofHours(1)))
        .json()
        .path("items")
        .get(0)
        .path("slots")
        .valueStream()
        .map(slot -> Instant.parse(slot.path("start").asString()))
        .findFirst()
        .orElseThrow();
  }

  private static Browser.Answer put(Browser person, String path, String body) {
    return person.send(
        person
            .withCsrf(person.request(path))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .PUT(HttpRequest.BodyPublishers.ofString(body)));
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

  /** Far enough off to be free still when it is booked. */
  private static Instant freeSlot(String specialty) {
    var from = Instant.now().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);
    return Instant.parse(
        nurse
            .get("/api/v1/slots?specialty=" + specialty + "&from=" + from)
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
