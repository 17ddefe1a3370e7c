package care.chevet.fhir.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.ConsultationServiceDouble;
import care.chevet.fhir.support.Database;
import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.MisbehavingHospital;
import care.chevet.fhir.support.MisbehavingHospital.Fault;
import care.chevet.fhir.support.RunningAdapter;
import care.chevet.fhir.support.TestIssuer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees and does, over real HTTP. */
final class ExchangesIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final TestIssuer issuer = new TestIssuer();
  private final ConsultationServiceDouble service = new ConsultationServiceDouble();
  private final MisbehavingHospital hospital = new MisbehavingHospital();
  private final HttpClient http = HttpClient.newHttpClient();
  private RunningAdapter adapter;

  @BeforeEach
  void start() {
    adapter =
        RunningAdapter.builder()
            .database(Database.fresh())
            .issuer(issuer)
            .service(service)
            .hospital(Events.HOSPITAL, "CH de la Brenne", hospital.address(), "hospital-brenne")
            .start();
  }

  @AfterEach
  void stop() {
    adapter.close();
    hospital.close();
    service.close();
    issuer.close();
  }

  @Test
  void aRefusedDeliveryIsSeenWithTheHospitalsWordsAndReplayed() throws Exception {
    hospital.faults = () -> Fault.REFUSED;
    service.publish(Events.consultationReported());
    await().atMost(SOON).until(() -> brenne().path("dead").asInt() == 1);
    assertThat(brenne().path("breaker").asString()).isEqualTo("closed");
    assertThat(brenne().path("lastSuccess").asString()).isNotEmpty();
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
  void aDeadHospitalShowsItsQueueItsAgeAndItsBreaker() throws Exception {
    hospital.goDown();
    service.publish(Events.consultationReported());

    await().atMost(SOON).until(() -> !brenne().path("breaker").asString().equals("closed"));

    assertThat(brenne().path("queued").asInt()).isEqualTo(1);
    assertThat(brenne().path("oldest").asString()).isNotEmpty();
    assertThat(brenne().path("failure").asString()).contains("ConnectException");
  }

  @Test
  void aHospitalThatNobodyConfiguredKeepsItsQueue() throws Exception {
    service.publish(Events.consultationReported(1, 1, "990000777"));

    await().atMost(SOON).until(() -> get("/api/v1/exchanges").path("hospitals").size() == 2);

    var stranger = get("/api/v1/exchanges").path("hospitals").path(1);
    assertThat(stranger.path("configured").asBoolean()).isFalse();
    assertThat(stranger.path("queued").asInt()).isEqualTo(1);
  }

  @Test
  void nobodyElseMayLook() throws Exception {
    assertThat(send(request("/api/v1/exchanges").GET(), "").statusCode()).isEqualTo(401);
    var hospitalToken = issuer.hospitalToken("hospital-brenne");
    assertThat(send(request("/api/v1/exchanges").GET(), hospitalToken).statusCode()).isEqualTo(403);
    assertThat(replay(1, "operations.read").statusCode()).isEqualTo(403);
  }

  private JsonNode brenne() throws Exception {
    return get("/api/v1/exchanges").path("hospitals").path(0);
  }

  private JsonNode get(String path) throws Exception {
    var response = send(request(path).GET(), operator("operations.read"));
    assertThat(response.statusCode()).isEqualTo(200);
    return JsonMapper.shared().readTree(response.body());
  }

  private HttpResponse<String> replay(long id, String scopes) throws Exception {
    var path = "/api/v1/exchanges/dead-letters/" + id + "/replay";
    return send(request(path).POST(BodyPublishers.noBody()), operator(scopes));
  }

  private String operator(String scopes) {
    return issuer.token("operator", List.of("chevet"), scopes, Duration.ofMinutes(5));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(adapter.address().resolve(path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String token)
      throws IOException, InterruptedException {
    if (!token.isEmpty()) {
      var _ = request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
