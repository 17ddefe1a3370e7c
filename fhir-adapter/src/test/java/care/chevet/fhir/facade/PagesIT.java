package care.chevet.fhir.facade;

import static care.chevet.fhir.facade.SharedFacade.FACADE;
import static org.assertj.core.api.Assertions.assertThat;

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
    var seen = new ArrayList<>(ids(List.of(first), "Condition"));
    var moved = seen.getFirst();
    FACADE.put(
        "Condition/" + moved, Bodies.condition(moved, "pages").replace("2011-03-01", "2012-03-01"));
    for (var next = next(first); next != null; ) {
      var page = page(elsewhere, next);
      seen.addAll(ids(List.of(page), "Condition"));
      next = next(page);
    }

    assertThat(seen).contains("page0", "page1", "page2", "page3", "page4", "page5", "page6");
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
