package care.chevet.fhir.facade;

import static care.chevet.fhir.facade.SharedFacade.FACADE;
import static care.chevet.fhir.support.Surroundings.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.HookReceiver;
import care.chevet.fhir.support.Http;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** A hospital has itself told of documents. */
final class SubscriptionIT {

  private final HookReceiver receiver = new HookReceiver();

  @AfterEach
  void close() {
    FACADE
        .found("Subscription")
        .path("entry")
        .forEach(entry ->
            SharedFacade.taken(
                FACADE.brenne.delete("/fhir/Subscription/" + entry.at("/resource/id").asString())));
    receiver.close();
  }

  @Test
  void itIsGreetedAndToldOfEachDocumentInOrder() {
    var id = subscribed("id-only");
    await().atMost(SOON).until(() -> state(id).equals("active"));
    assertThat(receiver.of("handshake")).hasSize(1);
    assertThat(receiver.of("handshake").getFirst().authorization()).isEqualTo("Bearer secret-1");

    reported(71, 7101, Events.HOSPITAL);
    reported(71, 7102, Events.HOSPITAL);
    reported(71, 7103, Events.OTHER_HOSPITAL);

    await().atMost(SOON).until(() -> numbers().contains("2"));
    assertThat(numbers()).containsExactly("1", "2");
    var event = receiver.of("event-notification").getFirst();
    var focus = event.bundle().at("/entry/1/fullUrl").asString();
    assertThat(focus).contains("/fhir/DocumentReference/r-");
    assertThat(event.bundle().at("/entry/1/resource").isMissingNode()).isTrue();
    var place = focus.substring(focus.indexOf("DocumentReference/"));
    assertThat(FACADE.found(place).path("status").asString()).isEqualTo("current");
    var status = FACADE.found("Subscription/" + id + "/$status");
    assertThat(status.at("/entry/0/resource/parameter").toString())
        .contains("query-status")
        .contains("\"valueString\":\"2\"");
  }

  @Test
  void whatIsNotAcknowledgedIsToldAgain() {
    var id = subscribed("full-resource");
    await().atMost(SOON).until(() -> state(id).equals("active"));
    receiver.failures.set(2);

    reported(72, 7201, Events.HOSPITAL);

    await().atMost(SOON).until(() -> receiver.of("event-notification").size() == 3);
    assertThat(numbers()).containsExactly("1", "1", "1");
    var last = receiver.of("event-notification").getLast().bundle();
    assertThat(last.at("/entry/1/resource/resourceType").asString()).isEqualTo("DocumentReference");
    await().atMost(SOON).until(() -> told(id) == 1);
  }

  @Test
  void anEndpointBesideUsIsNotCalled() {
    for (var endpoint :
        List.of(
            "https://192.168.1.1/hook",
            "https://[fe80::1]/hook",
            "https://169.254.169.254/latest",
            "https://10.0.0.1/hook",
            "http://1.1.1.1/hook",
            "file:///etc/passwd")) {
      var refused = FACADE.brenne.post("/fhir/Subscription", body("empty", endpoint));
      assertThat(refused.statusCode()).as(endpoint).isEqualTo(422);
      assertThat(SharedFacade.code(Http.json(refused))).isEqualTo("endpoint_refused");
    }
  }

  @Test
  void whatIsNotOfferedIsRefused() {
    var good = body("empty", receiver.address() + "/hook");
    for (var wrong :
        List.of(
            good.replace("rest-hook", "email"),
            good.replace("/documents", "/weather"),
            good.replace("requested", "active"),
            good.replace("Authorization: Bearer", "Host: Bearer"),
            good.replace("application/fhir+json", "application/fhir+xml"))) {
      var refused = FACADE.brenne.post("/fhir/Subscription", wrong);
      assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
      assertThat(SharedFacade.code(Http.json(refused))).isEqualTo("subscription_invalid");
    }
  }

  @Test
  void itIsItsHospitalsAloneAndItsHeadersNobodys() {
    var id = subscribed("empty");

    assertThat(FACADE.reunion.get("/fhir/Subscription/" + id).statusCode()).isEqualTo(404);
    assertThat(FACADE.reunion.delete("/fhir/Subscription/" + id).statusCode()).isEqualTo(404);
    assertThat(FACADE.found("Subscription/" + id).toString()).doesNotContain("secret-1");
    var narrow = FACADE.brenneWith("system/Subscription.c");
    assertThat(
            narrow
                .post("/fhir/Subscription", body("full-resource", receiver.address() + "/hook"))
                .statusCode())
        .isEqualTo(403);
    SharedFacade.taken(FACADE.brenne.delete("/fhir/Subscription/" + id));
    assertThat(FACADE.brenne.get("/fhir/Subscription/" + id).statusCode()).isEqualTo(404);
  }

  /** A report about somebody without an INS, so that no other resident's is shared. */
  private static void reported(int resident, int number, String hospital) {
    var event = Events.consultationReported(resident, number, hospital);
    var who = (ObjectNode) event.at("/consultation/resident");
    who.remove("ins");
    who.put("identityStatus", "provisional");
    FACADE.around.service.publish(event);
  }

  private List<String> numbers() {
    return receiver.of("event-notification").stream()
        .flatMap(each -> each.bundle().at("/entry/0/resource/parameter").valueStream())
        .filter(parameter -> parameter.path("name").asString().equals("notification-event"))
        .map(parameter -> parameter.at("/part/0/valueString").asString())
        .toList();
  }

  private static String state(String id) {
    return FACADE.found("Subscription/" + id).path("status").asString();
  }

  private static int told(String id) {
    return FACADE
        .adapter
        .jdbc()
        .sql("SELECT told FROM hook_subscription WHERE id = :id")
        .param("id", id)
        .query(Integer.class)
        .single();
  }

  private String subscribed(String content) {
    var response =
        FACADE.brenne.post("/fhir/Subscription", body(content, receiver.address() + "/hook"));
    SharedFacade.taken(response);
    var location = response.headers().firstValue("Location").orElseThrow();
    return location.replaceFirst("^.*/Subscription/", "").replaceFirst("/.*$", "");
  }

  private static String body(String content, String endpoint) {
    return """
    {"resourceType":"Subscription","status":"requested","reason":"documents",
     "criteria":"https://chevet.care/fhir/SubscriptionTopic/documents",
     "channel":{"type":"rest-hook","endpoint":"%s","payload":"application/fhir+json",
      "_payload":{"extension":[{
       "url":"http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-payload-content",
       "valueCode":"%s"}]},
      "header":["Authorization: Bearer secret-1"]}}
    """
        .formatted(endpoint, content);
  }
}
