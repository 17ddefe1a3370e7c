package care.chevet.fhir.exchange;

import static care.chevet.fhir.support.Http.json;
import static care.chevet.fhir.support.Surroundings.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.ConsultationServiceDouble;
import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.Goldens;
import care.chevet.fhir.support.Http;
import care.chevet.fhir.support.MisbehavingHospital;
import care.chevet.fhir.support.MisbehavingHospital.Fault;
import care.chevet.fhir.support.RunningAdapter;
import care.chevet.fhir.support.Surroundings;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees and does, over real HTTP. */
final class ExchangesIT {

  private final Surroundings around = new Surroundings();
  private final ConsultationServiceDouble service = around.service;
  private final MisbehavingHospital hospital = around.hospital;
  private final RunningAdapter adapter = around.adapter().start();
  private final Http stranger = new Http(adapter.address(), "application/json", "");

  @AfterEach
  void stop() {
    adapter.close();
    around.close();
  }

  @Test
  void aRefusedDeliveryIsSeenWithTheHospitalsWordsAndReplayed() {
    hospital.faults = () -> Fault.REFUSED;
    service.publish(Events.consultationReported());
    await().atMost(SOON).until(() -> brenne().path("dead").asInt() == 1);
    assertThat(brenne().path("breaker").asString()).isEqualTo("closed");
    // Noted after the delivery has been set aside.
    await().atMost(SOON).until(() -> !brenne().path("lastSuccess").asString("").isEmpty());
    var letter =
        get("/api/v1/exchanges/" + Events.HOSPITAL + "/dead-letters").path("items").path(0);
    assertThat(letter.path("words").asString()).contains("Nous ne prenons pas ce document");
    assertThat(letter.path("code").asString()).isEqualTo("refused");

    hospital.faults = () -> Fault.NONE;
    var replayed = replay(letter.path("id").asLong(), "operations.read operations.write");

    assertThat(replayed.statusCode()).isEqualTo(202);
    await()
        .atMost(SOON)
        .until(() ->
            service.deliveries.stream()
                .anyMatch(notice -> notice.path("status").asString().equals("delivered")));
    assertThat(brenne().path("dead").asInt()).isZero();
    assertThat(replay(letter.path("id").asLong(), "operations.write").statusCode()).isEqualTo(404);
  }

  @Test
  void aDeadHospitalShowsItsQueueItsAgeAndItsBreaker() {
    hospital.goDown();
    service.publish(Events.consultationReported());

    await().atMost(SOON).until(() -> !brenne().path("breaker").asString().equals("closed"));

    assertThat(brenne().path("queued").asInt()).isEqualTo(1);
    assertThat(brenne().path("oldest").asString()).isNotEmpty();
    assertThat(brenne().path("failure").asString()).contains("ConnectException");
  }

  @Test
  void aHospitalThatNobodyConfiguredKeepsItsQueue() {
    service.publish(Events.consultationReported(1, 1, "990000777"));

    await().atMost(SOON).until(() -> get("/api/v1/exchanges").path("hospitals").size() == 2);

    var stranger = get("/api/v1/exchanges").path("hospitals").path(1);
    assertThat(stranger.path("configured").asBoolean()).isFalse();
    assertThat(stranger.path("queued").asInt()).isEqualTo(1);
  }

  @Test
  void refusalsBearCodesInTheCallersLanguage() {
    var caller = as("operations.read operations.write");
    var french = caller.post("/api/v1/exchanges/dead-letters/4711/replay", "");
    var english =
        caller.send(
            caller
                .request("/api/v1/exchanges/990009999/dead-letters")
                .header("Accept-Language", "en-GB,en;q=0.9")
                .GET());
    var malformed = caller.post("/api/v1/exchanges/dead-letters/many/replay", "");

    assertProblem(french, 404, "dead_letter_unknown");
    assertThat(json(french).path("detail").asString()).startsWith("Aucun envoi");
    assertProblem(english, 404, "hospital_unknown");
    assertThat(json(english).path("detail").asString()).startsWith("No hospital");
    assertProblem(malformed, 400, "malformed_request");
    assertProblem(stranger.get("/api/v1/exchanges"), 401, "sign_in_required");
    assertProblem(as("operations.read").post("/api/v1/exchanges/x", ""), 403, "forbidden");
  }

  /** The shape that every service's problems have. */
  private static void assertProblem(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).path("code").asString()).isEqualTo(code);
    assertThat(json(response).path("type").asString()).endsWith("/problems/" + code);
    assertThat(json(response).path("status").asInt()).isEqualTo(status);
    assertThat(json(response).propertyNames())
        .containsExactlyInAnyOrderElementsOf(
            JsonMapper.shared().readTree(Goldens.read("problem.json")).propertyNames());
  }

  @Test
  void nobodyElseMayLook() {
    assertThat(stranger.get("/api/v1/exchanges").statusCode()).isEqualTo(401);
    var hospitalToken = around.issuer.hospitalToken("hospital-brenne");
    assertThat(stranger.as(hospitalToken).get("/api/v1/exchanges").statusCode()).isEqualTo(403);
    assertThat(replay(1, "operations.read").statusCode()).isEqualTo(403);
  }

  private JsonNode brenne() {
    return get("/api/v1/exchanges").path("hospitals").path(0);
  }

  private JsonNode get(String path) {
    var response = as("operations.read").get(path);
    assertThat(response.statusCode()).isEqualTo(200);
    return json(response);
  }

  private HttpResponse<String> replay(long id, String scopes) {
    return as(scopes).post("/api/v1/exchanges/dead-letters/" + id + "/replay", "");
  }

  private Http as(String scopes) {
    return stranger.as(
        around.issuer.token("operator", List.of("chevet"), scopes, Duration.ofMinutes(5)));
  }
}
