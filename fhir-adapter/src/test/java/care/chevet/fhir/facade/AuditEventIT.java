package care.chevet.fhir.facade;

import static care.chevet.fhir.facade.Bodies.condition;
import static care.chevet.fhir.facade.Bodies.stranger;
import static care.chevet.fhir.facade.SharedFacade.FACADE;
import static care.chevet.fhir.support.Surroundings.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.Http;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A hospital reads who has done what in its name. */
final class AuditEventIT {

  @Test
  void eachAccessIsAnEventTheRefusedOnesToo() {
    FACADE.put("Patient/aud1", stranger("aud1"));
    var _ = FACADE.brenne.get("/fhir/Patient/aud1");
    var _ = FACADE.brenneWith("system/Condition.rs").get("/fhir/Patient/aud1");
    var _ = FACADE.brenne.get("/fhir/Patient/aud1/_history/77");

    var events = events("entity=Patient/aud1", 4);

    assertThat(events.stream().map(AuditEventIT::summary))
        .containsExactlyInAnyOrder(
            "update U 0 HTTP 201", "read R 0 HTTP 200", "read R 4 HTTP 403", "vread R 4 HTTP 404");
    var first = events.getFirst();
    assertThat(first.at("/agent/0/altId").asString()).isEqualTo("hospital-brenne");
    assertThat(first.at("/agent/0/who/identifier/value").asString()).isEqualTo("990000101");
    assertThat(first.at("/agent/0/requestor").asBoolean()).isTrue();
    assertThat(first.at("/entity/0/what/reference").asString()).isEqualTo("Patient/aud1");
    var id = first.path("id").asString();
    assertThat(FACADE.found("AuditEvent/" + id).path("resourceType").asString())
        .isEqualTo("AuditEvent");
    assertThat(FACADE.reunion.get("/fhir/AuditEvent/" + id).statusCode()).isEqualTo(404);
    assertThat(events("entity=Patient/aud1&outcome=4", 2)).hasSize(2);
    assertThat(events("entity=Patient/aud1&date=lt2020-01-01", 0)).isEmpty();
    assertThat(events("entity=Patient/aud1&date=ge2020-01-01", 4)).hasSize(4);
  }

  @Test
  void whatWasAskedAboutAPatientIsFoundUnderHer() {
    FACADE.put("Patient/aud2", stranger("aud2"));
    FACADE.put("Condition/aud2", condition("aud2", "aud2"));
    var _ = FACADE.brenne.get("/fhir/Condition/aud2");
    var _ = FACADE.brenne.get("/fhir/Condition?patient=Patient/aud2");

    // Not by asking at the façade, for each such question is noted under her too.
    await().atMost(SOON).until(() -> count("patient = 'aud2'") == 3);

    var events = events("patient=Patient/aud2", 3);

    assertThat(events.stream().map(AuditEventIT::summary))
        .contains("read R 0 HTTP 200", "search-type E 0 HTTP 200");
    var search =
        events.stream()
            .filter(each -> summary(each).startsWith("search"))
            .findFirst()
            .orElseThrow();
    var query =
        search
            .path("entity")
            .valueStream()
            .filter(entity -> entity.has("query"))
            .findFirst()
            .orElseThrow();
    assertThat(
            new String(
                Base64.getDecoder().decode(query.path("query").asString()), StandardCharsets.UTF_8))
        .isEqualTo("patient=Patient/aud2");
  }

  @Test
  void eachEntryOfABundleIsAnAccess() {
    for (var id : List.of("aud-batch", "aud-transaction")) {
      var type = id.substring("aud-".length());
      SharedFacade.taken(FACADE.bundle(bundle(type, id)));

      assertThat(events("entity=Condition/" + id, 1).stream().map(AuditEventIT::summary))
          .as(type)
          .singleElement()
          .asString()
          .matches("(create|update) [CU] 0 HTTP 201");
    }
  }

  private static String bundle(String type, String id) {
    return """
    {"resourceType":"Bundle","type":"%s","entry":[
     {"resource":%s,"request":{"method":"PUT","url":"Patient/%s"}},
     {"resource":%s,"request":{"method":"PUT","url":"Condition/%s"}}]}
    """
        .formatted(type, stranger(id), id, condition(id, id), id);
  }

  @Test
  void aBodyThatIsTooLargeIsAnAccessToo() {
    var before = count("status = 413");

    assertThat(FACADE.brenne.post("/fhir/Patient", "x".repeat(1_200_000)).statusCode())
        .isEqualTo(413);

    await().atMost(SOON).until(() -> count("status = 413") == before + 1);
  }

  private static int count(String which) {
    return FACADE
        .adapter
        .jdbc()
        .sql("SELECT count(*) FROM facade_access WHERE hospital = '990000101' AND " + which)
        .query(Integer.class)
        .single();
  }

  private static String summary(JsonNode event) {
    return event.at("/subtype/0/code").asString()
        + " "
        + event.path("action").asString()
        + " "
        + event.path("outcome").asString()
        + " "
        + event.path("outcomeDesc").asString();
  }

  /** An access is noted when it has ended, so its caller may be there before its note. */
  private static List<JsonNode> events(String query, int atLeast) {
    return await()
        .atMost(SOON)
        .until(
            () ->
                FACADE
                    .found("AuditEvent?" + query)
                    .path("entry")
                    .valueStream()
                    .map(entry -> entry.path("resource"))
                    .toList(),
            found -> found.size() >= atLeast);
  }

  @Test
  void withoutItsScopeNobodyReads() {
    var response = FACADE.brenneWith("system/Patient.rs").get("/fhir/AuditEvent");

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(SharedFacade.code(Http.json(response))).isEqualTo("scope_missing");
  }
}
