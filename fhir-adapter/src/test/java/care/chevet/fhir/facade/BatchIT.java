package care.chevet.fhir.facade;

import static care.chevet.fhir.facade.Bodies.condition;
import static care.chevet.fhir.facade.Bodies.stranger;
import static care.chevet.fhir.facade.SharedFacade.FACADE;
import static care.chevet.fhir.facade.SharedFacade.code;
import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.fhir.support.Http;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Batches: every entry for itself. */
final class BatchIT {

  @Test
  void eachEntryOfABatchHasItsOwnOutcome() {
    var body =
        """
        {"resourceType":"Bundle","type":"batch","entry":[
         {"resource":%s,"request":{"method":"PUT","url":"Patient/batch1"}},
         {"resource":%s,"request":{"method":"PUT","url":"Condition/batch1"}},
         {"resource":%s,"request":{"method":"PUT","url":"Condition/elsewhere"}},
         {"request":{"method":"PUT","url":"Condition/nothing"}},
         {"request":{"method":"GET","url":"Patient/batch1"}},
         {"request":{"method":"GET","url":"Condition?patient=Patient/batch1"}},
         {"request":{"method":"GET","url":"Patient/batch-unheard-of"}}]}
        """
            .formatted(
                stranger("batch1"),
                condition("batch1", "batch1"),
                condition("x", "?").replace("Patient/?", "https://another.example/Patient/7"));

    var response = FACADE.bundle(body);

    assertThat(response.statusCode()).isEqualTo(200);
    var answer = Http.json(response);
    assertThat(answer.path("type").asString()).isEqualTo("batch-response");
    assertThat(answer.path("entry").valueStream().map(BatchIT::status))
        .containsExactly("201", "201", "422", "400", "200", "200", "404");
    assertThat(code(answer.at("/entry/2/response/outcome"))).isEqualTo("subject_elsewhere");
    assertThat(code(answer.at("/entry/3/response/outcome"))).isEqualTo("entry_invalid");
    assertThat(answer.at("/entry/3/response/outcome/issue/0/details/text").asString())
        .contains("entrée");
    assertThat(answer.at("/entry/4/resource/id").asString()).isEqualTo("batch1");
    assertThat(answer.at("/entry/5/resource/total").asInt()).isEqualTo(1);
    assertThat(code(answer.at("/entry/6/response/outcome"))).isEqualTo("not_found");
  }

  @Test
  void aRefusedEntryOfATransactionTakesTheOthersWithIt() {
    var body =
        """
        {"resourceType":"Bundle","type":"transaction","entry":[
         {"resource":%s,"request":{"method":"PUT","url":"Patient/whole1"}},
         {"resource":%s,"request":{"method":"PUT","url":"Condition/whole1"}}]}
        """
            .formatted(
                stranger("whole1"),
                condition("whole1", "?").replace("Patient/?", "https://another.example/Patient/7"));

    assertThat(FACADE.bundle(body).statusCode()).isEqualTo(422);

    assertThat(FACADE.brenne.get("/fhir/Patient/whole1").statusCode()).isEqualTo(404);
  }

  @Test
  void theScopesOfTheTokenHoldForEachEntry() {
    var body =
        """
        {"resourceType":"Bundle","type":"batch","entry":[
         {"resource":%s,"request":{"method":"PUT","url":"Patient/batch2"}},
         {"request":{"method":"GET","url":"Condition?_count=1"}}]}
        """
            .formatted(stranger("batch2"));
    var narrow = FACADE.brenneWith("system/Patient.cu");

    var answer =
        Http.json(narrow.send(narrow.request("/fhir").POST(BodyPublishers.ofString(body))));

    assertThat(answer.path("entry").valueStream().map(BatchIT::status))
        .containsExactly("201", "403");
    assertThat(code(answer.at("/entry/1/response/outcome"))).isEqualTo("scope_missing");
  }

  @Test
  void aBatchAsksSoMuchAndNoMore() {
    var gets =
        IntStream.range(0, 51)
            .mapToObj(_ -> "{\"request\":{\"method\":\"GET\",\"url\":\"Patient/none\"}}")
            .collect(Collectors.joining(","));

    var answer =
        Http.json(
            FACADE.bundle(
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[" + gets + "]}"));

    assertThat(status(answer.at("/entry/49"))).isEqualTo("404");
    assertThat(status(answer.at("/entry/50"))).isEqualTo("422");
    assertThat(code(answer.at("/entry/50/response/outcome"))).isEqualTo("too_many_questions");
  }

  @Test
  void aBundleOfAnotherTypeIsRefused() {
    var response = FACADE.bundle("{\"resourceType\":\"Bundle\",\"type\":\"collection\"}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(code(Http.json(response))).isEqualTo("bundle_type_not_taken");
  }

  private static String status(JsonNode entry) {
    return entry.at("/response/status").asString("").substring(0, 3);
  }
}
