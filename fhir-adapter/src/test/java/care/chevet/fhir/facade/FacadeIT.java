package care.chevet.fhir.facade;

import static care.chevet.fhir.support.Surroundings.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.ConsultationServiceDouble;
import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.Goldens;
import care.chevet.fhir.support.RunningAdapter;
import care.chevet.fhir.support.Surroundings;
import care.chevet.fhir.support.TestIssuer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a hospital meets at the façade, over real HTTP with real tokens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FacadeIT {

  private static final String RESIDENT = "0199a1c2-0000-7000-8000-000000000301";
  private static final String MARGUERITE =
      """
      {"resourceType":"Patient","id":"%s",
       "extension":[{"url":"https://example.org/unknown","valueString":"kept"}],
       "identifier":[
        {"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"PI"}]},
         "system":"urn:oid:1.2.250.1.71.4.2.2.990000101","value":"IPP-%s"},
        {"use":"official","system":"urn:oid:1.2.250.1.213.1.4.11","value":"%s"}],
       "name":[{"use":"official","family":"TOURNESOL","given":["MARGUERITE","JEANNE"]}],
       "gender":"%s","birthDate":"%s"}
      """;

  private final Surroundings around = new Surroundings();
  private final TestIssuer issuer = around.issuer;
  private final ConsultationServiceDouble service = around.service;
  private final HttpClient http = HttpClient.newHttpClient();
  private RunningAdapter adapter;

  @BeforeAll
  void start() {
    adapter =
        around
            .adapter()
            .hospital(
                Events.OTHER_HOSPITAL,
                "CH du Sud Sauvage",
                around.hospital.address(),
                "hospital-reunion")
            .with("chevet.facade.body-bytes-max", 200_000)
            .start();
    service.publish(Events.residentRegistered());
    await()
        .atMost(SOON)
        .until(() ->
            adapter.jdbc().sql("SELECT count(*) FROM resident").query(Integer.class).single() == 1);
  }

  @AfterAll
  void stop() {
    adapter.close();
    around.close();
  }

  @Test
  void aPatientWithTheSameInsAndTraitsShowsInTheResidentsRecord() throws Exception {
    assertThat(put("Patient/778201", marguerite("778201")).statusCode()).isEqualTo(201);
    assertThat(put("AllergyIntolerance/a1", allergy("a1", "778201")).statusCode()).isEqualTo(201);
    assertThat(put("MedicationStatement/m1", medicine("m1", "778201")).statusCode()).isEqualTo(201);
    assertThat(put("Condition/p1", problem("p1", "778201")).statusCode()).isEqualTo(201);

    var path = "/api/v1/residents/" + RESIDENT + "/hospital-records/" + Events.HOSPITAL;
    await()
        .atMost(SOON)
        .until(() ->
            service.records.containsKey(path)
                && service.records.get(path).path("problems").size() == 1);
    var expected = (ObjectNode) JsonMapper.shared().readTree(Goldens.read("hospital-record.json"));
    var actual = (ObjectNode) service.records.get(path);
    assertThat(actual.path("receivedAt").asString()).isNotEmpty();
    expected.remove("receivedAt");
    actual.remove("receivedAt");
    assertThat(actual).isEqualTo(expected);

    assertThat(delete("Condition/p1").statusCode()).isBetween(200, 204);
    await().atMost(SOON).until(() -> service.records.get(path).path("problems").isEmpty());
  }

  @Test
  void whatTheHospitalPlansKeepsTheResidentsTime() throws Exception {
    assertThat(put("Patient/778201", marguerite("778201")).statusCode()).isBetween(200, 201);
    var dialysis = appointment("rdv-5521", "265764009", "2031-03-04T13:00:00+01:00", "17:00");
    assertThat(put("Appointment/rdv-5521", dialysis).statusCode()).isEqualTo(201);
    var visit = appointment("rdv-5530", "185389009", "2031-03-06T09:30:00+01:00", "10:00");
    assertThat(put("Appointment/rdv-5530", visit).statusCode()).isEqualTo(201);

    var path = "/api/v1/residents/" + RESIDENT + "/hospital-appointments/" + Events.HOSPITAL;
    var golden = JsonMapper.shared().readTree(Goldens.read("hospital-appointments.json"));
    await().atMost(SOON).until(() -> golden.equals(service.records.get(path)));

    assertThat(delete("Appointment/rdv-5521").statusCode()).isBetween(200, 204);
    assertThat(delete("Appointment/rdv-5530").statusCode()).isBetween(200, 204);
    await().atMost(SOON).until(() -> service.records.get(path).path("appointments").isEmpty());
  }

  private static String appointment(String id, String code, String start, String until) {
    return """
    {"resourceType": "Appointment", "id": "%s", "status": "booked",
     "serviceType": [{"coding": [{"system": "http://snomed.info/sct", "code": "%s"}]}],
     "start": "%s", "end": "%sT%s:00+01:00",
     "participant": [
       {"actor": {"display": "Service de néphrologie"}, "status": "accepted"},
       {"actor": {"reference": "Patient/778201"}, "status": "accepted"}]}
    """
        .formatted(id, code, start, start.substring(0, 10), until);
  }

  @Test
  void theSameInsWithAnotherBirthDateIsQuarantined() throws Exception {
    var other = MARGUERITE.formatted("q1", "q1", "234059999900108", "female", "1943-05-12");

    assertThat(put("Patient/q1", other).statusCode()).isEqualTo(201);

    assertThat(outcome("q1")).isEqualTo("quarantined same_ins_other_birth_date");
  }

  @Test
  void theSameInsWithAnotherSexIsQuarantined() throws Exception {
    var other = MARGUERITE.formatted("q2", "q2", "234059999900108", "male", "1934-05-12");

    assertThat(put("Patient/q2", other).statusCode()).isEqualTo(201);

    assertThat(outcome("q2")).isEqualTo("quarantined same_ins_other_sex");
  }

  @Test
  void demographicsAloneWaitForAPerson() throws Exception {
    var patient =
        (ObjectNode)
            JsonMapper.shared()
                .readTree(MARGUERITE.formatted("w1", "w1", "x", "female", "1934-05-12"));
    patient.withArrayProperty("identifier").remove(1);

    assertThat(put("Patient/w1", patient.toString()).statusCode()).isEqualTo(201);

    assertThat(outcome("w1")).isEqualTo("review demographics_alone");
  }

  @Test
  void aTransactionIsTakenWholeAndItsReferencesMeet() throws Exception {
    var bundle =
        """
        {"resourceType":"Bundle","type":"transaction","entry":[
         {"fullUrl":"urn:uuid:6e0c9a3e-0001-4a4e-9f0a-000000000001",
          "resource":%s,"request":{"method":"PUT","url":"Patient/t1"}},
         {"fullUrl":"urn:uuid:6e0c9a3e-0001-4a4e-9f0a-000000000002",
          "resource":{"resourceType":"AllergyIntolerance",
           "code":{"text":"Latex"},
           "patient":{"reference":"urn:uuid:6e0c9a3e-0001-4a4e-9f0a-000000000001"}},
          "request":{"method":"POST","url":"AllergyIntolerance"}}]}
        """
            .formatted(MARGUERITE.formatted("t1", "t1", "unmatched", "female", "1950-01-01"));

    var first = post("", bundle);
    var again = post("", bundle);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(json(first).path("entry").size()).isEqualTo(2);
    assertThat(json(first).path("entry").path(1).path("response").path("status").asString())
        .startsWith("201");
    assertThat(json(again).path("entry").path(1).path("response").path("status").asString())
        .startsWith("200");
    assertThat(
            adapter
                .jdbc()
                .sql("SELECT count(*) FROM import WHERE patient = 't1' AND current")
                .query(Integer.class)
                .single())
        .isEqualTo(2);
  }

  @Test
  void aPatientOfAnotherServerIsNotOursByHerId() throws Exception {
    var _ = put("Patient/778", MARGUERITE.formatted("778", "778", "778", "female", "1949-01-01"));
    var elsewhere = "https://another.example/fhir/Patient/778";
    var ours = adapter.address() + "/fhir/Patient/778";
    var english =
        send(
            request("AllergyIntolerance/x1")
                .header("Accept-Language", "en")
                .PUT(BodyPublishers.ofString(allergyOf("x1", elsewhere))),
            token());

    var refused = put("AllergyIntolerance/x1", allergyOf("x1", elsewhere));

    assertThat(refused.statusCode()).isEqualTo(422);
    var details = json(refused).path("issue").path(0).path("details");
    assertThat(details.path("coding").path(0).path("code").asString())
        .isEqualTo("subject_elsewhere");
    assertThat(details.path("text").asString()).contains("autre serveur");
    assertThat(english.body()).contains("another server");
    assertThat(put("AllergyIntolerance/x2", allergyOf("x2", ours)).statusCode()).isEqualTo(422);
    var published = "http://localhost:8082/fhir/Patient/778";
    assertThat(put("AllergyIntolerance/x3", allergyOf("x3", published)).statusCode())
        .isEqualTo(201);
  }

  @Test
  void addressesOfABundlesEntriesAreResolved() throws Exception {
    var bundle =
        """
        {"resourceType":"Bundle","type":"transaction","entry":[
         {"fullUrl":"https://his.example/fhir/Patient/9001",
          "resource":%s,"request":{"method":"PUT","url":"Patient/h1"}},
         {"fullUrl":"https://his.example/fhir/AllergyIntolerance/1","resource":%s,
          "request":{"method":"PUT","url":"AllergyIntolerance/h2"}},
         {"fullUrl":"https://his.example/fhir/AllergyIntolerance/2","resource":%s,
          "request":{"method":"POST","url":"AllergyIntolerance"}}]}
        """
            .formatted(
                MARGUERITE.formatted("h1", "h1", "h1", "female", "1948-01-01"),
                allergyOf("h2", "https://his.example/fhir/Patient/9001/_history/2"),
                allergyOf("h3", "Patient/9001"));

    assertThat(post("", bundle).statusCode()).isEqualTo(200);

    assertThat(
            adapter
                .jdbc()
                .sql("SELECT count(*) FROM import WHERE patient = 'h1' AND current")
                .query(Integer.class)
                .single())
        .isEqualTo(3);
  }

  @Test
  void aRepeatedCreationIsTheSameResource() throws Exception {
    var patient = MARGUERITE.formatted("ignored", "r1", "unmatched-2", "female", "1951-01-01");

    var first = post("Patient", patient);
    var second = post("Patient", patient);

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(
            second
                .headers()
                .firstValue("Location")
                .or(() -> second.headers().firstValue("Content-Location")))
        .isEqualTo(
            first
                .headers()
                .firstValue("Location")
                .or(() -> first.headers().firstValue("Content-Location")));
  }

  @Test
  void unknownExtensionsAreKept() throws Exception {
    var _ = put("Patient/e1", MARGUERITE.formatted("e1", "e1", "e1", "female", "1952-01-01"));

    var read = json(get("Patient/e1"));

    assertThat(read.path("extension").path(0).path("url").asString())
        .isEqualTo("https://example.org/unknown");
    assertThat(read.path("extension").path(0).path("valueString").asString()).isEqualTo("kept");
  }

  @Test
  void anotherHospitalsResourceIsNotFound() throws Exception {
    var _ = put("Patient/own", MARGUERITE.formatted("own", "own", "own", "female", "1953-01-01"));

    var response = send(request("Patient/own").GET(), issuer.hospitalToken("hospital-reunion"));

    assertThat(response.statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "",
        "[]",
        "null",
        "not json",
        "{\"resourceType\":\"Nothing\"}",
        "{\"resourceType\":\"Patient\",\"birthDate\":\"yesterday\"}",
        "{\"resourceType\":\"Patient\",\"unheardOf\":1}",
        "{\"resourceType\":\"Patient\",\"gender\":\"violet\"}",
        "{\"resourceType\":\"Observation\"}",
        "<Patient xmlns=\"http://hl7.org/fhir\">"
      })
  void malformedFhirIs400WithAnOutcome(String body) throws Exception {
    var response = post("Patient", body);

    assertThat(response.statusCode()).isIn(400, 422);
    var details = json(response).path("issue").path(0).path("details");
    assertThat(details.path("coding").path(0).path("code").asString()).isNotEmpty();
    assertThat(details.path("text").asString()).contains(" ");
  }

  @Test
  void aDeeplyNestedBodyIs400() throws Exception {
    var response =
        post("Patient", "{\"resourceType\":\"Patient\",\"extension\":" + "[".repeat(20_000));

    assertThat(response.statusCode()).isEqualTo(400);
  }

  @Test
  void xmlWithExternalEntitiesDisclosesNothing() throws Exception {
    var body =
        """
        <?xml version="1.0"?><!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/hostname">]>
        <Patient xmlns="http://hl7.org/fhir"><name><family value="&x;"/></name></Patient>
        """;
    var response =
        send(
            request("Patient")
                .setHeader("Content-Type", "application/fhir+xml")
                .POST(BodyPublishers.ofString(body)),
            token());

    assertThat(response.statusCode()).isEqualTo(400);
  }

  @Test
  void anOversizedBodyIs413() throws Exception {
    var response = post("Patient", "{\"a\":\"" + "x".repeat(300_000) + "\"}");

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(json(response).path("resourceType").asString()).isEqualTo("OperationOutcome");
  }

  @Test
  void withoutAValidTokenNothingIsTaken() throws Exception {
    var forged = issuer.forgedToken("hospital-brenne");
    var elsewhere =
        issuer.token("hospital-brenne", List.of("other"), "system/*.cruds", Duration.ofMinutes(5));
    var expired =
        issuer.token(
            "hospital-brenne", List.of("chevet"), "system/*.cruds", Duration.ofMinutes(-5));
    for (var token : List.of("", "nonsense", forged, elsewhere, expired)) {
      var response = send(request("Patient/1").GET(), token);
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(json(response).path("resourceType").asString()).isEqualTo("OperationOutcome");
    }
  }

  @Test
  void aScopeThatDoesNotReachIs403() throws Exception {
    var readOnly =
        issuer.token(
            "hospital-brenne", List.of("chevet"), "system/Patient.rs", Duration.ofMinutes(5));

    var response =
        send(request("Patient").POST(BodyPublishers.ofString(marguerite("s1"))), readOnly);

    assertThat(response.statusCode()).isEqualTo(403);
  }

  @Test
  void aClientOfNoHospitalIs403() throws Exception {
    var response = send(request("Patient/1").GET(), issuer.hospitalToken("somebody"));

    assertThat(response.statusCode()).isEqualTo(403);
  }

  @Test
  void aSearchIsAnsweredPageByPage() throws Exception {
    for (var number = 0; number < 5; number++) {
      var id = "page" + number;
      var _ = put("Patient/" + id, MARGUERITE.formatted(id, id, id, "female", "1954-01-01"));
      var _ = put("Condition/" + id, problem(id, "page0"));
    }
    var found = json(get("Condition?patient=Patient/page0&_count=2"));

    var seen = new HashSet<String>();
    while (true) {
      assertThat(found.path("total").asInt()).isEqualTo(5);
      found.path("entry").forEach(entry -> seen.add(entry.at("/resource/id").asString()));
      var next =
          found
              .path("link")
              .valueStream()
              .filter(link -> link.path("relation").asString().equals("next"))
              .findFirst();
      if (next.isEmpty()) {
        break;
      }
      var query = next.get().path("url").asString();
      found = json(get(query.substring(query.indexOf('?'))));
    }
    assertThat(seen).hasSize(5);
    assertThat(json(get("Patient?_id=page1")).path("total").asInt()).isEqualTo(1);
    assertThat(json(get("Patient?_id=page1&_lastUpdated=gt2100-01-01")).path("total").asInt())
        .isZero();
    assertThat(json(get("Patient/page0/$everything")).path("entry")).hasSize(6);
  }

  @Test
  void eachAccessIsNoted() throws Exception {
    var _ = get("Patient/noted-in-vain");

    await()
        .atMost(SOON)
        .until(() ->
            adapter
                    .jdbc()
                    .sql(
                        """
                        SELECT count(*) FROM facade_access
                        WHERE client = 'hospital-brenne' AND hospital = '990000101'
                          AND interaction = 'read' AND resource_id = 'noted-in-vain'
                          AND status = 404
                        """)
                    .query(Integer.class)
                    .single()
                == 1);
  }

  @Test
  void everybodyMayReadTheCapabilities() throws Exception {
    var response = send(request("metadata").GET(), "");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response).path("resourceType").asString()).isEqualTo("CapabilityStatement");
  }

  @Test
  void theServiceIsReady() throws Exception {
    var response =
        http.send(
            HttpRequest.newBuilder(adapter.address().resolve("/actuator/health/readiness")).build(),
            BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
  }

  private static String marguerite(String number) {
    return MARGUERITE.formatted(number, number, "234059999900108", "female", "1934-05-12");
  }

  private static String allergyOf(String id, String reference) {
    return allergy(id, "?").replace("Patient/?", reference);
  }

  private static String allergy(String id, String patient) {
    return """
    {"resourceType":"AllergyIntolerance","id":"%s","criticality":"high","recordedDate":"2024-02-10",
     "code":{"coding":[{"system":"http://snomed.info/sct","code":"294505008",
      "display":"Allergie à l'amoxicilline"}]},
     "patient":{"reference":"Patient/%s"}}
    """
        .formatted(id, patient);
  }

  private static String medicine(String id, String patient) {
    return """
    {"resourceType":"MedicationStatement","id":"%s","status":"active",
     "medicationCodeableConcept":{"coding":[{"system":"urn:oid:1.2.250.1.213.2.3.1",
      "code":"60904643","display":"Paracétamol 500 mg, comprimé"}]},
     "dosage":[{"text":"1 comprimé matin, midi et soir"}],
     "effectivePeriod":{"start":"2026-09-01"},
     "subject":{"reference":"Patient/%s"}}
    """
        .formatted(id, patient);
  }

  private static String problem(String id, String patient) {
    return """
    {"resourceType":"Condition","id":"%s",
     "clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical",
      "code":"active"}]},
     "code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"I10",
      "display":"Hypertension essentielle"}]},
     "onsetDateTime":"2011-03-01",
     "subject":{"reference":"Patient/%s"}}
    """
        .formatted(id, patient);
  }

  private String outcome(String patient) {
    return adapter
        .jdbc()
        .sql("SELECT outcome || ' ' || reason FROM patient_match WHERE patient = :patient")
        .param("patient", patient)
        .query(String.class)
        .single();
  }

  private String token() {
    return issuer.hospitalToken("hospital-brenne");
  }

  private HttpResponse<String> put(String path, String body) throws Exception {
    return send(request(path).PUT(BodyPublishers.ofString(body)), token());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(request(path).POST(BodyPublishers.ofString(body)), token());
  }

  private HttpResponse<String> delete(String path) throws Exception {
    return send(request(path).DELETE(), token());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path).GET(), token());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(adapter.address().resolve("/fhir/" + path))
        .setHeader("Content-Type", "application/fhir+json");
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String token)
      throws IOException, InterruptedException {
    if (!token.isEmpty()) {
      var _ = request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }
}
