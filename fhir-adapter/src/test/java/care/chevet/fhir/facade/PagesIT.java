package care.chevet.fhir.facade;

import static care.chevet.fhir.facade.SharedFacade.FACADE;
import static care.chevet.fhir.support.Surroundings.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.Http;
import care.chevet.fhir.support.RunningAdapter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Searches that go on at another replica than the one that began them. */
final class PagesIT {

  private static RunningAdapter other;
  private static Http elsewhere;

  @BeforeAll
  static void anotherReplica() {
    other = FACADE.replica();
    elsewhere = new Http(other.address(), "application/fhir+json", FACADE.brenneToken());
    FACADE.put("Patient/pages", Bodies.stranger("pages"));
    for (var i = 0; i < 7; i++) {
      FACADE.put("Condition/page" + i, Bodies.condition("page" + i, "pages"));
    }
  }

  @AfterAll
  static void oneReplicaIsEnough() {
    other.close();
  }

  @Test
  void everyPageIsAnsweredByWhicheverReplicaIsAsked() {
    var query = "Condition?patient=Patient/pages&_count=2&_include=Condition:subject";

    assertThat(ids(alternating(query), "Condition"))
        .containsExactlyElementsOf(
            IntStream.range(0, 7).mapToObj(number -> "page" + number).toList());
    assertThat(ids(alternating(query), "Patient"))
        .as("each page brings her along")
        .hasSize(4)
        .containsOnly("pages");
  }

  @Test
  void whatChangesMeanwhileIsNotSkipped() {
    var first = page(FACADE.brenne, "/fhir/Condition?patient=Patient/pages&_count=3");
    var moved = ids(List.of(first), "Condition").getFirst();
    FACADE.put(
        "Condition/" + moved, Bodies.condition(moved, "pages").replace("2011-03-01", "2012-03-01"));

    assertThat(ids(goingOnElsewhere(first), "Condition"))
        .contains("page0", "page1", "page2", "page3", "page4", "page5", "page6");
  }

  @Test
  void otherKindsOfSearchesGoOnElsewhereToo() {
    for (var year : List.of("2001", "2002", "2003")) {
      FACADE.put("Condition/page6", Bodies.condition("page6", "pages").replace("2011-03-01", year));
      var _ = FACADE.found("Condition?patient=Patient/pages");
    }
    var accesses = alternating("AuditEvent?patient=Patient/pages&_count=1");
    assertThat(ids(accesses, "AuditEvent")).doesNotHaveDuplicates();
    var origins = alternating("Provenance?target=Condition/page6&_count=1");
    assertThat(ids(origins, "Provenance")).hasSizeGreaterThan(3).doesNotHaveDuplicates();

    for (var number : List.of("1", "2", "3")) {
      SharedFacade.taken(FACADE.brenne.post("/fhir/Subscription", subscription(number)));
    }
    var subscriptions = alternating("Subscription?_count=1");
    assertThat(ids(subscriptions, "Subscription"))
        .hasSizeGreaterThanOrEqualTo(3)
        .doesNotHaveDuplicates();
    for (var id : ids(subscriptions, "Subscription")) {
      SharedFacade.taken(FACADE.brenne.delete("/fhir/Subscription/" + id));
    }
  }

  @Test
  void everyDocumentComesOnceThoughAnOlderOneArrivesMeanwhile() {
    var query = "/fhir/DocumentReference?patient=Patient/paged";
    var ours = herHospitalIsTold("paged");
    SharedFacade.taken(FACADE.bundle(Bodies.provided("paged", 51, "2026-10-02")));
    SharedFacade.taken(FACADE.bundle(Bodies.provided("paged", 52, "2026-12-24")));
    await().atMost(SOON).until(() -> count(page(FACADE.brenne, query)) == 6);
    var all = ids(List.of(page(FACADE.brenne, query)), "DocumentReference");
    assertThat(all).as("the hospital's oldest and newest, ours between them").hasSize(6);
    assertThat(all.subList(1, 5)).containsExactlyInAnyOrderElementsOf(ours);

    var pages = alternating("DocumentReference?patient=Patient/paged&_count=2");
    assertThat(pages).hasSize(3);
    assertThat(ids(pages, "DocumentReference")).containsExactlyElementsOf(all);

    var first = page(FACADE.brenne, query + "&_count=2");
    SharedFacade.taken(FACADE.bundle(Bodies.provided("paged", 53, "2026-09-01")));
    assertThat(count(page(FACADE.brenne, query))).isEqualTo(7);
    assertThat(ids(goingOnElsewhere(first), "DocumentReference")).containsExactlyElementsOf(all);
  }

  @Test
  void aPageIsItsSearchersAloneAndNotForever() {
    var first = page(FACADE.brenne, "/fhir/Condition?patient=Patient/pages&_count=2");
    var next = next(first);
    var stranger = elsewhere.as(FACADE.around.issuer.hospitalToken("hospital-reunion"));
    assertThat(stranger.get(next).statusCode()).isEqualTo(404);
    assertThat(elsewhere.get(next).statusCode()).isEqualTo(200);

    var _ = other.jdbc().sql("UPDATE kept_search SET expires_at = now()").update();
    assertThat(elsewhere.get(next).statusCode()).isEqualTo(410);
    var _ = page(FACADE.brenne, "/fhir/Condition?patient=Patient/pages&_count=2");
    assertThat(
            other
                .jdbc()
                .sql("SELECT count(*) FROM kept_search WHERE expires_at <= now()")
                .query(Integer.class)
                .single())
        .as("what has expired goes with the next search")
        .isZero();
  }

  /** A page and all behind it. */
  private static List<JsonNode> goingOnElsewhere(JsonNode first) {
    var pages = new ArrayList<>(List.of(first));
    for (var next = next(first); next != null; next = next(pages.getLast())) {
      pages.add(page(elsewhere, next));
    }
    return pages;
  }

  /** Three reports and an opinion about somebody whom both sides know; their ids. */
  private static List<String> herHospitalIsTold(String patient) {
    var registered = Events.residentRegistered();
    registered.put("id", "0199a1c2-0000-7000-8000-0000000f0051");
    var her = (ObjectNode) registered.path("resident");
    her.put("id", "0199a1c2-0000-7000-8000-000000000351").put("birthDate", "1941-06-07");
    ((ObjectNode) her.path("ins")).put("value", "241069999900169");
    FACADE.around.service.publish(registered);
    await().atMost(SOON).until(() -> known(her.path("id").asString()));
    FACADE.put(
        "Patient/" + patient,
        Bodies.marguerite(patient)
            .replace(Bodies.INS, "241069999900169")
            .replace("1934-05-12", "1941-06-07"));
    var ids = new ArrayList<String>();
    for (var number : List.of(5101, 5102, 5103)) {
      ids.add(told(Events.consultationReported(51, number, Events.HOSPITAL), "consultation", her));
    }
    var opinion = Events.expertiseAnswered();
    opinion.put("id", "0199a1c9-cccc-7b52-9f0a-5d0c5a7e1f51");
    ((ObjectNode) opinion.path("expertise")).put("id", "0199a1c3-6f00-7a11-8c3d-2b1f0e9d8c51");
    ids.add(told(opinion, "expertise", her));
    return ids;
  }

  /** The id of the document that comes of it. */
  private static String told(ObjectNode event, String file, ObjectNode her) {
    ((ObjectNode) event.path(file)).set("resident", her);
    FACADE.around.service.publish(event);
    return "r-" + event.path(file).path("id").asString() + "-1";
  }

  private static boolean known(String resident) {
    return other
            .jdbc()
            .sql("SELECT count(*) FROM resident WHERE id = :id")
            .param("id", resident)
            .query(Integer.class)
            .single()
        == 1;
  }

  private static int count(JsonNode page) {
    return page.path("total").asInt();
  }

  /** All pages of a search, each asked of the replica that was not asked for the one before. */
  private static List<JsonNode> alternating(String query) {
    var pages = new ArrayList<JsonNode>();
    for (String next = "/fhir/" + query; next != null; next = next(pages.getLast())) {
      pages.add(page(pages.size() % 2 == 0 ? FACADE.brenne : elsewhere, next));
    }
    assertThat(pages).hasSizeGreaterThan(1);
    return pages;
  }

  private static JsonNode page(Http replica, String path) {
    var response = replica.get(path);
    SharedFacade.taken(response);
    return Http.json(response);
  }

  /** Path and query of the link: the address is that of no replica in particular. */
  private static String next(JsonNode page) {
    return page.path("link")
        .valueStream()
        .filter(link -> link.path("relation").asString().equals("next"))
        .map(link -> URI.create(link.path("url").asString()))
        .map(url -> url.getRawPath() + "?" + url.getRawQuery())
        .findFirst()
        .orElse(null);
  }

  private static List<String> ids(List<JsonNode> pages, String type) {
    return pages.stream()
        .flatMap(page -> page.path("entry").valueStream())
        .map(entry -> entry.path("resource"))
        .filter(resource -> resource.path("resourceType").asString().equals(type))
        .map(resource -> resource.path("id").asString())
        .toList();
  }

  private static String subscription(String number) {
    return """
    {"resourceType": "Subscription", "status": "requested", "reason": "pages %s",
     "criteria": "https://chevet.care/fhir/SubscriptionTopic/documents",
     "channel": {"type": "rest-hook", "endpoint": "%s/hooks", "payload": "application/fhir+json",
      "_payload": {"extension": [{
        "url": "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-payload-content",
        "valueCode": "empty"}]}}}
    """
        .formatted(number, FACADE.around.hospital.address());
  }
}
