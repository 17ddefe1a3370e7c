package care.chevet.fhir.facade;

import static care.chevet.fhir.support.Surroundings.SOON;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.Database;
import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.Http;
import care.chevet.fhir.support.RunningAdapter;
import care.chevet.fhir.support.Surroundings;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One façade with two hospitals for all tests that share it; each test keeps to ids of its own. It
 * ends with the process.
 */
final class SharedFacade {

  static final String RESIDENT = "0199a1c2-0000-7000-8000-000000000301";

  static final SharedFacade FACADE = new SharedFacade();

  final Surroundings around = new Surroundings();
  final RunningAdapter adapter;
  final Http brenne;
  final Http reunion;

  private final String database = Database.fresh();

  private SharedFacade() {
    adapter = replica();
    var issuer = around.issuer;
    brenne = new Http(adapter.address(), "application/fhir+json", brenneToken());
    reunion = brenne.as(issuer.hospitalToken("hospital-reunion"));
    around.service.publish(Events.residentRegistered());
    await()
        .atMost(SOON)
        .until(() ->
            adapter.jdbc().sql("SELECT count(*) FROM resident").query(Integer.class).single() == 1);
  }

  /** Another adapter on the same database. */
  RunningAdapter replica() {
    return around
        .adapter(database)
        .hospital(
            Events.OTHER_HOSPITAL,
            "CH du Sud Sauvage",
            around.hospital.address(),
            "hospital-reunion")
        .with("chevet.facade.body-bytes-max", 1_000_000)
        .with("chevet.subscriptions.retry-first", "50ms")
        .with("chevet.subscriptions.retry-most", "200ms")
        .with("chevet.subscriptions.pause", "100ms")
        .start();
  }

  String brenneToken() {
    return around.issuer.hospitalToken("hospital-brenne");
  }

  /** The hospital of Brenne with a token of certain scopes alone. */
  Http brenneWith(String scope) {
    return brenne.as(
        around.issuer.token("hospital-brenne", List.of("chevet"), scope, Duration.ofMinutes(5)));
  }

  JsonNode found(String path) {
    return Http.json(brenne.get("/fhir/" + path));
  }

  /** Keeps a resource, which must be taken. */
  void put(String place, String body) {
    taken(brenne.put("/fhir/" + place, body));
  }

  static void taken(HttpResponse<String> response) {
    if (response.statusCode() / 100 != 2) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
  }

  HttpResponse<String> bundle(String body) {
    return brenne.send(brenne.request("/fhir").POST(BodyPublishers.ofString(body)));
  }

  static String code(JsonNode outcome) {
    return outcome.at("/issue/0/details/coding/0/code").asString("");
  }
}
