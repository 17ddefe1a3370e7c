package care.chevet.fhir.facade;

import static care.chevet.fhir.facade.SharedFacade.FACADE;
import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.fhir.problem.Sentences;
import care.chevet.fhir.support.Http;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Whoever refuses, us or the library, says it in our words. */
final class RefusalsIT {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET|Patient?unheard-of=1||400|invalid_parameter",
        "GET|Patient?_lastUpdated=yesterday||400|invalid_parameter",
        "GET|Patient/1/_history/none||404|not_found",
        "GET|Weather/1||404|not_found",
        "GET|Patient/none||404|not_found",
        "GET|?_getpages=none||410|gone",
        "POST|Patient|{|400|malformed_fhir",
        "POST|Patient|{~resourceType~:~Patient~,~unheardOf~:1}|400|malformed_fhir",
        "POST|Patient|{~resourceType~:~Observation~}|400|malformed_fhir",
        "PATCH|Patient/1|[]|400|interaction_not_offered",
        "POST|AuditEvent|{~resourceType~:~AuditEvent~}|400|interaction_not_offered",
        "POST|Patient/$unheard-of|{~resourceType~:~Parameters~}|400|interaction_not_offered"
      })
  void everyRefusalHasOurCodeAndASentence(
      String method, String path, String body, int status, String code) {
    for (var language : List.of(Locale.FRENCH, Locale.ENGLISH)) {
      var text = body == null ? "" : body.replace('~', '"');
      var response =
          FACADE.brenne.send(
              FACADE
                  .brenne
                  .request("/fhir/" + path)
                  .header("Accept-Language", language.getLanguage())
                  .method(method, BodyPublishers.ofString(text)));

      assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
      var issue = Http.json(response).at("/issue/0");
      assertThat(issue.at("/details/coding/0/system").asString()).isEqualTo(Sentences.CODES);
      assertThat(issue.at("/details/coding/0/code").asString()).isEqualTo(code);
      assertThat(issue.at("/details/text").asString()).isEqualTo(Sentences.of(code, language));
      assertThat(response.body()).doesNotContain("HAPI");
      assertThat(response.headers().map().toString()).doesNotContain("HAPI");
    }
  }

  @Test
  void theCapabilitiesSayWhatIsOffered() {
    var statement = FACADE.found("metadata");
    var rest = statement.at("/rest/0");

    assertThat(names(rest.path("interaction"), "code")).contains("transaction", "batch");
    assertThat(names(rest.path("operation"), "name")).contains("export");
    for (var offered :
        List.of(
            "Patient match everything summary export",
            "Subscription status",
            "DocumentReference",
            "Binary",
            "List",
            "AuditEvent",
            "Provenance")) {
      var words = List.of(offered.split(" ", -1));
      var resource =
          rest.path("resource")
              .valueStream()
              .filter(each -> each.path("type").asString().equals(words.getFirst()))
              .findFirst()
              .orElseThrow(() -> new AssertionError(words.getFirst()));
      assertThat(names(resource.path("operation"), "name"))
          .containsAll(words.subList(1, words.size()));
    }
    assertThat(rest.at("/security/service/0/coding/0/code").asString()).isEqualTo("SMART-on-FHIR");
  }

  private static List<String> names(JsonNode array, String field) {
    return array.valueStream().map(each -> each.path(field).asString()).toList();
  }
}
