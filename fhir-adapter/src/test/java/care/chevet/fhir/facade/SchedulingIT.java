package care.chevet.fhir.facade;

import static care.chevet.fhir.facade.SharedFacade.FACADE;
import static care.chevet.fhir.support.Surroundings.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.BookingDeskDouble;
import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.Goldens;
import care.chevet.fhir.support.Http;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finding, holding, booking and calling off times at the façade. */
final class SchedulingIT {

  private static final String PATIENT = "book1";
  private static final BookingDeskDouble DESK = FACADE.around.service.desk;

  @BeforeAll
  static void bothHospitalsKnowMarguerite() {
    FACADE.put("Patient/" + PATIENT, Bodies.marguerite(PATIENT));
    SharedFacade.taken(FACADE.reunion.put("/fhir/Patient/" + PATIENT, Bodies.marguerite(PATIENT)));
  }

  /** Others tell what a hospital learns that has never sent her. */
  @AfterAll
  static void theOtherHospitalHasNeverSentHer() {
    SharedFacade.taken(FACADE.reunion.delete("/fhir/Patient/" + PATIENT));
  }

  @Test
  void aHospitalFindsHoldsAndBooksATimeForItsPatient() {
    var found = found(FACADE.brenne);
    assertThat(found.path("type").asString()).isEqualTo("searchset");
    var proposed = found.at("/entry/0/resource");
    assertThat(proposed.path("status").asString()).isEqualTo("proposed");
    assertThat(proposed.at("/participant/0/actor/reference").asString())
        .isEqualTo("Patient/" + PATIENT);
    assertThat(proposed.at("/participant/1/actor/display").asString())
        .isEqualTo("Dr Hélène Vasseur");
    assertThat(proposed.at("/specialty/0/coding/0/code").asString()).isEqualTo("geriatrics");
    var id = proposed.path("id").asString();

    var held = done(FACADE.brenne, "$hold", reference(id));
    assertThat(held.path("status").asString()).isEqualTo("pending");
    assertThat(held.at("/extension/0/valueInstant").asString()).startsWith("2031-03-01T08:10:00");
    assertThat(starts(found(FACADE.brenne)))
        .as("what is held is not offered")
        .doesNotContain(proposed.path("start").asString());

    var booked = done(FACADE.brenne, "$book", reference(id));
    assertThat(booked.path("status").asString()).isEqualTo("booked");
    assertThat(booked.path("id").asString()).isEqualTo(id);
    assertThat(booked.has("extension")).isFalse();
    assertThat(done(FACADE.brenne, "$book", reference(id))).as("asked again").isEqualTo(booked);
    assertThat(done(FACADE.brenne, "$book", resource(booked))).as("by itself").isEqualTo(booked);
    assertThat(booked.toString()).doesNotContain(SharedFacade.RESIDENT);
  }

  @Test
  void itIsSaidInTheWordsOfTheContracts() {
    var id = offered(FACADE.brenne);
    var asked = JsonMapper.shared().readTree(Goldens.read("hospital-booking.json"));
    var _ = done(FACADE.brenne, "$hold", reference(id));

    var said = JsonMapper.shared().readTree(DESK.heard().getLast());
    assertThat(said.propertyNames()).isEqualTo(asked.propertyNames());
    assertThat(said.path("state").asString()).isEqualTo(asked.path("state").asString());
    assertThat(said.path("specialty")).isEqualTo(asked.path("specialty"));
  }

  @Test
  void ofTwoHospitalsWhoWantOneTimeOneGetsItAndTheOtherIsToldWhy() throws Exception {
    var brenne = found(FACADE.brenne);
    var reunion = found(FACADE.reunion);
    var one = brenne.at("/entry/2/resource");
    var other = reunion.at("/entry/2/resource");
    assertThat(one.path("start")).isEqualTo(other.path("start"));

    var answers =
        atOnce(
            List.of(
                () -> ask(FACADE.brenne, "$book", reference(one.path("id").asString())),
                () -> ask(FACADE.reunion, "$book", reference(other.path("id").asString()))));

    assertThat(answers.stream().map(HttpResponse::statusCode)).containsExactlyInAnyOrder(200, 409);
    var refused =
        answers.stream().filter(each -> each.statusCode() == 409).findFirst().orElseThrow();
    var outcome = Http.json(refused);
    assertThat(outcome.path("resourceType").asString()).isEqualTo("OperationOutcome");
    assertThat(SharedFacade.code(outcome)).isEqualTo("physician_taken");
    assertThat(outcome.at("/issue/0/code").asString()).isEqualTo("conflict");
    assertThat(outcome.at("/issue/0/details/text").asString())
        .isEqualTo("Le médecin a déjà un rendez-vous à cette heure.");
  }

  @Test
  void whatAHospitalBookedItCallsOff() {
    var id = offered(FACADE.brenne);
    var booked = done(FACADE.brenne, "$book", reference(id));
    var cancelled = cancelled(booked);
    assertThat(code(ask(FACADE.brenne, "$book", resource(cancelled))))
        .as("without a word why")
        .isEqualTo("reason_missing");

    var why = resource(cancelled) + ",{\"name\":\"comment\",\"valueString\":\"Hospitalisée\"}";
    for (var i = 0; i < 2; i++) {
      var off = done(FACADE.brenne, "$book", why);
      assertThat(off.path("status").asString()).isEqualTo("cancelled");
    }
    assertThat(DESK.heard().getLast()).contains("\"reason\":\"Hospitalisée\"");
    assertThat(starts(found(FACADE.brenne))).contains(booked.path("start").asString());
    assertThat(code(ask(FACADE.brenne, "$book", reference(id)))).isEqualTo("booking_over");
  }

  @Test
  void whatANurseHasCompletedAndWhatHasExpiredIsRefusedByItsCode() {
    var completed = offered(FACADE.brenne);
    var booked = done(FACADE.brenne, "$book", reference(completed));
    DESK.complete(completed);
    var why =
        resource(cancelled(booked)) + ",{\"name\":\"comment\",\"valueString\":\"Hospitalisée\"}";
    assertThat(code(ask(FACADE.brenne, "$book", why))).isEqualTo("booking_completed");

    var expired = offered(FACADE.brenne);
    var _ = done(FACADE.brenne, "$hold", reference(expired));
    DESK.expire(expired);
    assertThat(code(ask(FACADE.brenne, "$book", reference(expired)))).isEqualTo("hold_expired");
  }

  @Test
  void anotherTimeIsAnotherBooking() {
    var id = offered(FACADE.brenne);
    var booked = done(FACADE.brenne, "$book", reference(id));
    var moved =
        JsonMapper.shared()
            .readTree(
                booked.toString().replace(booked.path("start").asString(), "2031-01-01T09:00:00Z"));

    assertThat(code(ask(FACADE.brenne, "$book", resource(moved)))).isEqualTo("change_not_offered");
  }

  @Test
  void whatWasOfferedToOneHospitalIsNothingToAnother() {
    var id = offered(FACADE.brenne);
    var before = DESK.heard().size();
    for (var operation : List.of("$hold", "$book")) {
      for (var unknown : List.of(id, UUID.randomUUID().toString(), "no-such-id")) {
        var refused = ask(FACADE.reunion, operation, reference(unknown));
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(code(refused)).isEqualTo("offer_unknown");
      }
    }
    var elsewhere =
        reference(id).replace("Appointment/", "https://other.example/fhir/Appointment/");
    assertThat(code(ask(FACADE.brenne, "$book", elsewhere))).isEqualTo("offer_unknown");
    assertThat(DESK.heard()).hasSize(before);
  }

  @Test
  void onlyForPatientsWhoAreResidentsHere() {
    FACADE.put("Patient/book2", Bodies.stranger("book2"));
    for (var patient : List.of("book2", "never-sent")) {
      var refused = ask(FACADE.brenne, "$find", asked(patient, "geriatrics"));
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(code(refused)).isEqualTo("patient_not_linked");
    }
  }

  @Test
  void aLinkThatWasTakenBackTakesTheRightToBookWithIt() {
    FACADE.put("Patient/book3", Bodies.marguerite("book3"));
    var id = done(FACADE.brenne, "$find", asked("book3", "geriatrics")).path("id").asString();
    SharedFacade.taken(
        FACADE.brenne.put(
            "/fhir/Patient/book3", Bodies.marguerite("book3").replace("1934-05-12", "1943-05-12")));

    assertThat(code(ask(FACADE.brenne, "$book", reference(id)))).isEqualTo("patient_not_linked");
  }

  @Test
  void questionsThatCannotBeAnsweredAreRefused() {
    assertThat(code(ask(FACADE.brenne, "$find", asked(PATIENT, "other|geriatrics"))))
        .isEqualTo("invalid_parameter");
    assertThat(code(ask(FACADE.brenne, "$find", asked(PATIENT, "geriatrics&slots=1"))))
        .isEqualTo("invalid_parameter");
    assertThat(
            code(
                ask(
                    FACADE.brenne,
                    "$find",
                    asked(PATIENT, "geriatrics").replace("T00:00:00Z\"},", "\"},"))))
        .isEqualTo("invalid_parameter");
    assertThat(code(ask(FACADE.brenne, "$find", asked(PATIENT, "geriatrics").split(",\\{", -1)[0])))
        .isNotEmpty();
    assertThat(
            done(
                    FACADE.brenne,
                    "$find",
                    asked(PATIENT, "https://chevet.care/specialties|geriatrics"))
                .path("status")
                .asString())
        .isEqualTo("proposed");
    var elsewhere =
        Http.json(ask(FACADE.brenne, "$find", asked(PATIENT, "dermatology"))).path("total");
    assertThat(elsewhere.asInt(-1)).isZero();
  }

  @Test
  void onlyThePhysiciansWhoAreAskedForAreOfferedAndNoMoreThanAreCounted() {
    var proposed = found(FACADE.brenne).at("/entry/0/resource");
    var urn = proposed.at("/participant/1/actor/identifier/value").asString();
    var parameter =
        """
        ,{"name":"practitioner","valueReference":{"identifier":{"value":"%s"}}}
        """;
    var question = asked(PATIENT, "geriatrics");

    var hers = ask(FACADE.brenne, "$find", question + parameter.formatted(urn));
    assertThat(Http.json(hers).path("total").asInt()).isPositive();
    var nobodys = ask(FACADE.brenne, "$find", question + parameter.formatted("urn:uuid:none"));
    assertThat(Http.json(nobodys).path("total").asInt(-1)).isZero();
    var two = ask(FACADE.brenne, "$find", question + ",{\"name\":\"_count\",\"valueInteger\":2}");
    assertThat(Http.json(two).path("entry")).hasSize(2);
  }

  @Test
  void eachStepNeedsItsScope() {
    var narrow = FACADE.brenneWith("system/Appointment.crud system/Patient.rs");
    assertThat(code(ask(narrow, "$find", asked(PATIENT, "geriatrics")))).isEqualTo("scope_missing");
    var id = offered(FACADE.brenneWith("system/Slot.rs"));
    for (var operation : List.of("$hold", "$book")) {
      var reader = FACADE.brenneWith("system/Slot.rs system/Appointment.rs");
      assertThat(code(ask(reader, operation, reference(id)))).isEqualTo("scope_missing");
    }
    var booked = done(FACADE.brenneWith("system/Appointment.c"), "$book", reference(id));
    assertThat(
            code(
                ask(
                    FACADE.brenneWith("system/Appointment.c"),
                    "$book",
                    resource(cancelled(booked)))))
        .isEqualTo("scope_missing");
  }

  @Test
  void whileTheServiceIsSilentNothingIsKnownAndAskingAgainIsSafe() {
    var id = offered(FACADE.brenne);
    FACADE.around.service.failing = true;
    try {
      var unknown = ask(FACADE.brenne, "$book", reference(id));
      assertThat(unknown.statusCode()).isEqualTo(503);
      assertThat(code(unknown)).isEqualTo("service_unreachable");
      assertThat(Http.json(unknown).at("/issue/0/code").asString()).isEqualTo("transient");
    } finally {
      FACADE.around.service.failing = false;
    }
    assertThat(done(FACADE.brenne, "$book", reference(id)).path("status").asString())
        .isEqualTo("booked");
  }

  @Test
  void eachStepIsNotedWithItsPatient() {
    FACADE.put("Patient/book4", Bodies.marguerite("book4"));
    var id = done(FACADE.brenne, "$find", asked("book4", "geriatrics")).path("id").asString();
    var _ = done(FACADE.brenne, "$book", reference(id));

    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(FACADE.found("AuditEvent?patient=Patient/book4").toString())
                .contains("JGZpbmQ", "JGJvb2s"));
  }

  @Test
  void whatIsOfferedIsTold() {
    var appointments =
        FACADE
            .found("metadata")
            .at("/rest/0/resource")
            .valueStream()
            .filter(each -> each.path("type").asString().equals("Appointment"))
            .findFirst()
            .orElseThrow();
    assertThat(appointments.path("operation").findValuesAsString("definition"))
        .contains(
            "https://profiles.ihe.net/ITI/Scheduling/OperationDefinition/appointment-find",
            "https://profiles.ihe.net/ITI/Scheduling/OperationDefinition/appointment-hold",
            "https://profiles.ihe.net/ITI/Scheduling/OperationDefinition/appointment-book");
  }

  @Test
  void aBookingThatComesBackInTheHospitalsListIsNotInItsOwnWay() {
    var booked = done(FACADE.brenne, "$book", reference(offered(FACADE.brenne)));
    FACADE.put(
        "Appointment/copy-1",
        booked
            .toString()
            .replace(booked.path("id").asString(), "copy-1")
            .replace("\"value\":\"copy-1\"", "\"value\":\"" + booked.path("id").asString() + "\""));
    var dialysis =
        """
        {"resourceType": "Appointment", "id": "copy-2", "status": "booked",
         "start": "2031-04-04T13:00:00Z", "end": "2031-04-04T17:00:00Z",
         "participant": [{"actor": {"reference": "Patient/book1"}, "status": "accepted"}]}
        """;
    FACADE.put("Appointment/copy-2", dialysis);

    var path =
        "/api/v1/residents/%s/hospital-appointments/%s"
            .formatted(SharedFacade.RESIDENT, Events.HOSPITAL);
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(String.valueOf(FACADE.around.service.records.get(path)))
                .contains("copy-2")
                .doesNotContain("copy-1"));
  }

  private static JsonNode found(Http hospital) {
    var response = ask(hospital, "$find", asked(PATIENT, "geriatrics"));
    SharedFacade.taken(response);
    return Http.json(response);
  }

  private static String offered(Http hospital) {
    return found(hospital).at("/entry/0/resource/id").asString();
  }

  private static List<String> starts(JsonNode found) {
    return found
        .path("entry")
        .valueStream()
        .map(each -> each.at("/resource/start").asString())
        .toList();
  }

  private static JsonNode done(Http hospital, String operation, String parameters) {
    var response = ask(hospital, operation, parameters);
    SharedFacade.taken(response);
    return Http.json(response).at("/entry/0/resource");
  }

  private static HttpResponse<String> ask(Http hospital, String operation, String parameters) {
    return hospital.post(
        "/fhir/Appointment/" + operation,
        "{\"resourceType\":\"Parameters\",\"parameter\":[" + parameters + "]}");
  }

  private static String asked(String patient, String specialty) {
    var from = BookingDeskDouble.first().minus(Duration.ofHours(9));
    return """
    {"name":"start","valueDateTime":"%s"},{"name":"end","valueDateTime":"%s"},
    {"name":"specialty","valueString":"%s"},
    {"name":"patient-reference","valueReference":{"reference":"Patient/%s"}}
    """
        .formatted(from, from.plus(Duration.ofDays(2)), specialty, patient);
  }

  private static String reference(String id) {
    return """
    {"name":"appointment-reference","valueReference":{"reference":"Appointment/%s"}}
    """
        .formatted(id);
  }

  private static String resource(JsonNode appointment) {
    return "{\"name\":\"appointment-resource\",\"resource\":" + appointment + "}";
  }

  private static JsonNode cancelled(JsonNode booked) {
    return JsonMapper.shared()
        .readTree(booked.toString().replace("\"status\":\"booked\"", "\"status\":\"cancelled\""));
  }

  private static String code(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isGreaterThanOrEqualTo(400);
    return SharedFacade.code(Http.json(response));
  }

  private static List<HttpResponse<String>> atOnce(List<Callable<HttpResponse<String>>> calls)
      throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<HttpResponse<String>>();
      for (var answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }
}
