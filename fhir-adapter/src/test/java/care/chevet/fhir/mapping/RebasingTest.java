package care.chevet.fhir.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.fhir.mapping.Rebasing.Outcome.Contested;
import care.chevet.fhir.mapping.Rebasing.Outcome.Rebased;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Ours laid over what a hospital has made of it. */
final class RebasingTest {

  private static final String EXTENSION =
      "{\"extension\":[{\"url\":\"https://e.org/x\",\"valueCode\":\"c\"}]}";

  @Test
  void whatTheHospitalHungOnOurElementsStaysThere() {
    var rebased =
        rebased(
            """
            {"resourceType":"Encounter","status":"finished","period":{"start":"2026-11-21"},
             "participant":[{"type":[{"text":"a"}]},{"type":[{"text":"b"}]}],
             "extension":[{"url":"https://ours.org","valueCode":"new"}]}
            """,
            """
            {"resourceType":"Encounter","status":"arrived","_status":%1$s,
             "period":{"start":"2026-11-20","_start":%1$s,"extension":[{"url":"https://e.org/p"}]},
             "participant":[{"type":[{"text":"old"}]},
               {"type":[{"text":"b"}],"extension":[{"url":"https://e.org/second"}]}],
             "extension":[{"url":"https://e.org/root","valueCode":"kept"}],
             "contained":[{"resourceType":"Location","id":"l","extension":[{"url":"https://e.org/l"}]}],
             "location":[{"location":{"reference":"#l"}}]}
            """
                .formatted(EXTENSION));

    assertThat(rebased.path("status").asString()).isEqualTo("finished");
    assertThat(rebased.at("/_status/extension/0/url").asString()).isEqualTo("https://e.org/x");
    assertThat(rebased.at("/period/start").asString()).isEqualTo("2026-11-21");
    assertThat(rebased.at("/period/_start/extension")).hasSize(1);
    assertThat(rebased.at("/period/extension/0/url").asString()).isEqualTo("https://e.org/p");
    assertThat(rebased.at("/participant/0/type/0/text").asString()).isEqualTo("a");
    assertThat(rebased.at("/participant/1/extension/0/url").asString())
        .isEqualTo("https://e.org/second");
    assertThat(rebased.path("extension")).hasSize(2);
    assertThat(rebased.at("/contained/0/extension")).hasSize(1);
    assertThat(rebased.at("/location/0/location/reference").asString()).isEqualTo("#l");
  }

  @Test
  void aDecimalKeepsItsLastDigit() {
    var rebased =
        rebased(
            "{\"resourceType\":\"Observation\",\"valueQuantity\":{\"value\":37.40}}",
            "{\"resourceType\":\"Observation\",\"valueQuantity\":{\"value\":37.4}}");

    assertThat(rebased.toString()).contains("37.40");
  }

  @Test
  void whoSomebodyIsStaysAsTheHospitalSays() {
    var rebased =
        rebased(
            """
            {"resourceType":"Patient","birthDate":"1934-05-12","gender":"female",
             "identifier":[{"system":"s","value":"ours"}]}
            """,
            """
            {"resourceType":"Patient","birthDate":"1934-05-13",
             "identifier":[{"system":"s","value":"theirs"}]}
            """);

    assertThat(rebased.path("birthDate").asString()).isEqualTo("1934-05-13");
    assertThat(rebased.path("gender").asString()).isEqualTo("female");
    assertThat(rebased.path("identifier")).hasSize(2);
  }

  @Test
  void withdrawnOrAboutSomebodyElseIsForAPerson() {
    var ours = "{\"resourceType\":\"Encounter\",\"subject\":{\"reference\":\"urn:uuid:a\"}}";

    assertThat(
            rebase(
                ours,
                """
                {"resourceType":"Encounter","status":"entered-in-error",
                 "subject":{"reference":"Patient/1"}}
                """))
        .isEqualTo(new Contested("withdrawn_by_the_hospital"));
    assertThat(
            rebase(
                ours, "{\"resourceType\":\"Encounter\",\"subject\":{\"reference\":\"Patient/2\"}}"))
        .isEqualTo(new Contested("other_subject"));
  }

  private static JsonNode rebased(String ours, String theirs) {
    return ExactJson.read(((Rebased) rebase(ours, theirs)).json());
  }

  private static Rebasing.Outcome rebase(String ours, String theirs) {
    var type = ExactJson.read(ours).path("resourceType").asString();
    var piece = new Piece("urn:uuid:x", type, ours, "", "", false);
    return Rebasing.rebase(piece, ExactJson.read(theirs), Map.of("Patient/1", "urn:uuid:a"));
  }
}
