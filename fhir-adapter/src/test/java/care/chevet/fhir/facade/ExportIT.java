package care.chevet.fhir.facade;

import static care.chevet.fhir.facade.SharedFacade.FACADE;
import static care.chevet.fhir.support.Surroundings.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.Http;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All about a hospital's residents, in bulk. */
final class ExportIT {

  @BeforeAll
  static void aResidentAndAStranger() {
    FACADE.put("Patient/exp1", Bodies.marguerite("exp1"));
    FACADE.put("Condition/exp1", Bodies.condition("exp1", "exp1"));
    FACADE.put("Patient/exp2", Bodies.stranger("exp2"));
    FACADE.put("Condition/exp2", Bodies.condition("exp2", "exp2"));
    FACADE.put(
        "Organization/exp1",
        "{\"resourceType\":\"Organization\",\"id\":\"exp1\",\"name\":\"Gériatrie\"}");
  }

  @AfterEach
  void leaveNoneBehind() {
    var _ = FACADE.adapter.jdbc().sql("DELETE FROM export_job").update();
  }

  @Test
  void itComesInFilesOfOneKindEach() {
    var status = begun("$export?_type=Patient,Condition,Organization");
    var manifest = ended(status);

    assertThat(manifest.path("requiresAccessToken").asBoolean()).isTrue();
    assertThat(manifest.path("transactionTime").asString()).isNotEmpty();
    var types = manifest.path("output").valueStream().map(file -> file.path("type").asString());
    assertThat(types).containsExactlyInAnyOrder("Patient", "Condition", "Organization");
    assertThat(ids(manifest, "Patient")).contains("exp1").doesNotContain("exp2");
    assertThat(ids(manifest, "Condition")).contains("exp1").doesNotContain("exp2");
    assertThat(ids(manifest, "Organization")).contains("exp1");
    for (var file : manifest.path("output")) {
      var place = relative(file.path("url").asString());
      assertThat(FACADE.reunion.get(place).statusCode()).isEqualTo(404);
      assertThat(FACADE.brenneWith("system/Patient.r").get(place).statusCode()).isEqualTo(403);
    }
    assertThat(FACADE.reunion.get(status).statusCode()).isEqualTo(404);
    assertThat(FACADE.brenne.delete(status).statusCode()).isEqualTo(202);
    var gone = FACADE.brenne.get(status);
    assertThat(gone.statusCode()).isEqualTo(404);
    assertThat(SharedFacade.code(Http.json(gone))).isEqualTo("export_unknown");
    assertThat(
            FACADE
                .adapter
                .jdbc()
                .sql("SELECT count(*) FROM export_file")
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void onlyWhatHasChangedSinceIsExported() {
    assertThat(
            ids(
                ended(begun("Patient/$export?_type=Condition&_since=2100-01-01T00:00:00Z")),
                "Condition"))
        .isEmpty();
    assertThat(
            ids(
                ended(begun("Patient/$export?_type=Condition&_since=2020-01-01T00:00:00Z")),
                "Condition"))
        .contains("exp1");
  }

  @Test
  void itReachesAsFarAsTheToken() {
    var narrow = FACADE.brenneWith("system/Condition.rs");

    var refused = kickedOff(narrow, "$export?_type=Patient");
    var manifest = ended(begun(narrow, "$export"));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(manifest.path("output").valueStream().map(file -> file.path("type").asString()))
        .containsOnly("Condition");
    assertThat(kickedOff(FACADE.brenneWith("system/Subscription.r"), "$export").statusCode())
        .isEqualTo(403);
  }

  @Test
  void whatIsNotOfferedIsRefused() {
    var sync = FACADE.brenne.get("/fhir/$export");
    assertThat(sync.statusCode()).isEqualTo(400);
    assertThat(SharedFacade.code(Http.json(sync))).isEqualTo("async_only");
    for (var query : List.of("_type=Weather", "_outputFormat=text/csv", "_since=yesterday")) {
      var refused = kickedOff(FACADE.brenne, "$export?" + query);
      assertThat(refused.statusCode()).as(query).isEqualTo(400);
      assertThat(SharedFacade.code(Http.json(refused))).as(query).isEqualTo("invalid_parameter");
    }
    for (var number = 0; number < 5; number++) {
      var _ = begun("$export?_type=Medication");
    }
    var sixth = kickedOff(FACADE.brenne, "$export?_type=Medication");
    assertThat(sixth.statusCode()).isEqualTo(429);
    assertThat(SharedFacade.code(Http.json(sixth))).isEqualTo("too_many_exports");
  }

  private static HttpResponse<String> kickedOff(Http hospital, String path) {
    return hospital.send(hospital.request("/fhir/" + path).header("Prefer", "respond-async").GET());
  }

  private static String begun(String path) {
    return begun(FACADE.brenne, path);
  }

  private static String begun(Http hospital, String path) {
    var response = kickedOff(hospital, path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    return relative(response.headers().firstValue("Content-Location").orElseThrow());
  }

  private static String relative(String url) {
    return url.substring(url.indexOf("/fhir/"));
  }

  private static JsonNode ended(String status) {
    var answer =
        await()
            .atMost(SOON)
            .until(() -> FACADE.brenne.get(status), response -> response.statusCode() != 202);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Http.json(answer);
  }

  private static List<String> ids(JsonNode manifest, String type) {
    return manifest
        .path("output")
        .valueStream()
        .filter(file -> file.path("type").asString().equals(type))
        .map(file -> FACADE.brenne.get(relative(file.path("url").asString())))
        .flatMap(response -> response.body().lines())
        .map(line -> JsonMapper.shared().readTree(line).path("id").asString())
        .toList();
  }
}
