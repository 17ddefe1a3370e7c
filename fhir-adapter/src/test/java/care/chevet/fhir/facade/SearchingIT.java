package care.chevet.fhir.facade;

import static care.chevet.fhir.facade.Bodies.condition;
import static care.chevet.fhir.facade.Bodies.stranger;
import static care.chevet.fhir.facade.SharedFacade.FACADE;
import static care.chevet.fhir.facade.SharedFacade.code;
import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.fhir.support.Http;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Searches: what they bring along, ranges of time, pages. */
final class SearchingIT {

  @Test
  void aSearchBringsAlongWhatItIsAskedTo() {
    FACADE.put(
        "Organization/inc-ward",
        "{\"resourceType\":\"Organization\",\"id\":\"inc-ward\",\"name\":\"Gériatrie\"}");
    FACADE.put(
        "Patient/inc1",
        stranger("inc1")
            .replace(
                "\"gender\"",
                "\"managingOrganization\":{\"reference\":\"Organization/inc-ward\"},\"gender\""));
    FACADE.put("Condition/inc1", condition("inc1", "inc1"));
    FACADE.put("Condition/inc2", condition("inc2", "inc1"));

    var forward = FACADE.found("Condition?patient=Patient/inc1&_include=Condition:subject");
    var further =
        FACADE.found(
            "Condition?_id=inc1&_include=Condition:patient&_include:iterate=Patient:organization");
    var backward = FACADE.found("Patient?_id=inc1&_revinclude=Condition:patient");
    var anything = FACADE.found("Organization?_id=inc-ward&_revinclude=*");

    assertThat(forward.path("total").asInt()).isEqualTo(2);
    assertThat(places(forward, "match")).containsExactly("Condition/inc1", "Condition/inc2");
    assertThat(places(forward, "include")).containsExactly("Patient/inc1");
    assertThat(places(further, "include"))
        .containsExactlyInAnyOrder("Patient/inc1", "Organization/inc-ward");
    assertThat(places(backward, "match")).containsExactly("Patient/inc1");
    assertThat(places(backward, "include"))
        .containsExactlyInAnyOrder("Condition/inc1", "Condition/inc2");
    assertThat(places(anything, "include")).containsExactly("Patient/inc1");
  }

  @Test
  void aDeletedResourceIsNotBroughtAlong() {
    FACADE.put("Patient/inc3", stranger("inc3"));
    FACADE.put("Condition/inc3", condition("inc3", "inc3"));
    SharedFacade.taken(FACADE.brenne.delete("/fhir/Condition/inc3"));

    var found = FACADE.found("Patient?_id=inc3&_revinclude=Condition:subject");

    assertThat(places(found, "include")).isEmpty();
  }

  @Test
  void nothingIsBroughtAlongThatTheTokenDoesNotReach() {
    FACADE.put("Patient/inc4", stranger("inc4"));
    FACADE.put("Condition/inc4", condition("inc4", "inc4"));
    var narrow = FACADE.brenneWith("system/Condition.rs");

    var found = Http.json(narrow.get("/fhir/Condition?_id=inc4&_include=Condition:subject"));

    assertThat(places(found, "match")).containsExactly("Condition/inc4");
    assertThat(places(found, "include")).isEmpty();
  }

  @Test
  void anInclusionThatNamesNoReferenceIsRefused() {
    for (var name : List.of("Condition:nothing", "Condition:code", "Encounter:subject", "what")) {
      var response = FACADE.brenne.get("/fhir/Condition?_include=" + name);
      assertThat(response.statusCode()).as(name).isEqualTo(400);
      assertThat(code(Http.json(response))).as(name).isEqualTo("invalid_parameter");
    }
  }

  @Test
  void theTimeOfTheLastChangeBoundsASearchToTheMillisecond() {
    FACADE.put("Patient/time1", stranger("time1"));
    var at =
        Http.json(FACADE.brenne.get("/fhir/Patient/time1"))
            .at("/meta/lastUpdated")
            .asString()
            .replace("+", "%2B");

    assertThat(hits("eq" + at)).isOne();
    assertThat(hits("ge" + at)).isOne();
    assertThat(hits("le" + at)).isOne();
    assertThat(hits("gt" + at)).isZero();
    assertThat(hits("lt" + at)).isZero();
    assertThat(hits("ge" + at + "&_lastUpdated=le" + at)).isOne();
    assertThat(hits("ge2020-01-01&_lastUpdated=lt2100-01-01")).isOne();
  }

  private static int hits(String range) {
    return FACADE.found("Patient?_id=time1&_lastUpdated=" + range).path("total").asInt(-1);
  }

  @Test
  void whatChangesBetweenTwoPagesMakesNobodyMissing() {
    FACADE.put("Patient/move", stranger("move"));
    for (var number = 0; number < 6; number++) {
      FACADE.put("Condition/move" + number, condition("move" + number, "move"));
    }
    var first = FACADE.found("Condition?patient=Patient/move&_count=2&_include=Condition:subject");
    // The first two move to the end of the order.
    for (var number : List.of(0, 1)) {
      FACADE.put(
          "Condition/move" + number,
          condition("move" + number, "move").replace("2011-03-01", "2012-03-01"));
    }

    var seen = new ArrayList<>(places(first, "match"));
    for (var next = next(first); next.isPresent(); ) {
      var page = FACADE.found(next.get());
      assertThat(places(page, "include")).containsExactly("Patient/move");
      seen.addAll(places(page, "match"));
      next = next(page);
    }

    assertThat(seen).hasSize(6);
    assertThat(seen)
        .containsExactlyInAnyOrder(
            "Condition/move0",
            "Condition/move1",
            "Condition/move2",
            "Condition/move3",
            "Condition/move4",
            "Condition/move5");
  }

  @Test
  void thePagesOfAnothersSearchAreNotFound() {
    FACADE.put("Patient/own-page", stranger("own-page"));
    for (var number = 0; number < 3; number++) {
      FACADE.put("Condition/own-page" + number, condition("own-page" + number, "own-page"));
    }
    var next = next(FACADE.found("Condition?patient=Patient/own-page&_count=1")).orElseThrow();

    assertThat(FACADE.reunion.get("/fhir/" + next).statusCode()).isEqualTo(404);
  }

  @Test
  void theCapabilitiesNameWhatMayBeBroughtAlong() {
    var statement = FACADE.found("metadata");

    var condition =
        statement
            .at("/rest/0/resource")
            .valueStream()
            .filter(resource -> resource.path("type").asString().equals("Condition"))
            .findFirst()
            .orElseThrow();
    assertThat(words(condition.path("searchInclude"))).contains("Condition:subject");
    var patient =
        statement
            .at("/rest/0/resource")
            .valueStream()
            .filter(resource -> resource.path("type").asString().equals("Patient"))
            .findFirst()
            .orElseThrow();
    assertThat(words(patient.path("searchRevInclude"))).contains("Condition:subject");
  }

  private static List<String> words(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  private static List<String> places(JsonNode bundle, String mode) {
    return bundle
        .path("entry")
        .valueStream()
        .filter(entry -> entry.at("/search/mode").asString("match").equals(mode))
        .map(entry -> entry.path("resource"))
        .map(each -> each.path("resourceType").asString() + "/" + each.path("id").asString())
        .toList();
  }

  private static Optional<String> next(JsonNode bundle) {
    return bundle
        .path("link")
        .valueStream()
        .filter(link -> link.path("relation").asString().equals("next"))
        .map(link -> link.path("url").asString())
        .map(url -> url.substring(url.indexOf('?')))
        .findFirst();
  }
}
