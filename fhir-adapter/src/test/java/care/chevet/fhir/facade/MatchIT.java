package care.chevet.fhir.facade;

import static care.chevet.fhir.facade.SharedFacade.FACADE;
import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.fhir.support.Http;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a hospital learns by asking who is known, and what it does not. */
final class MatchIT {

  private static final String MARGUERITE =
      """
      {"resourceType":"Patient",
       "extension":[{"url":"https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-identity-reliability",
        "extension":[{"url":"identityStatus","valueCoding":{
         "system":"https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0445","code":"FICT"}}]}],
       "identifier":[{"use":"official","system":"urn:oid:1.2.250.1.213.1.4.11",
        "value":"234059999900108"}],
       "name":[{"use":"official","family":"TOURNESOL","given":["MARGUERITE"]}],
       "gender":"female","birthDate":"1934-05-12"}
      """;

  @Test
  void theSameQualifiedInsWithConsistentTraitsIsCertainAndTellsNothingNew() {
    var answer =
        asked(
            FACADE.reunion, MARGUERITE, ",{\"name\":\"onlyCertainMatches\",\"valueBoolean\":true}");

    assertThat(answer.path("total").asInt()).isOne();
    var entry = answer.at("/entry/0");
    assertThat(grade(entry)).isEqualTo("certain");
    assertThat(entry.at("/search/score").asDouble()).isEqualTo(1.0);
    assertThat(entry.at("/resource/name/0/given").size()).isOne();
    assertThat(answer.toString())
        .doesNotContain("JEANNE")
        .doesNotContain(SharedFacade.RESIDENT)
        .doesNotContain("managingOrganization");
  }

  @Test
  void aRightInsWithAnyWrongTraitIsAnsweredLikeNobody() {
    var nobody =
        asked(FACADE.reunion, MARGUERITE.replace("234059999900108", "234059999900205"), "");
    for (var wrong :
        List.of(
            MARGUERITE.replace("1934-05-12", "1934-05-13"),
            MARGUERITE.replace("female", "male"),
            MARGUERITE.replace("TOURNESOL", "COQUELICOT"),
            MARGUERITE.replace("MARGUERITE\"]", "JEANNE\"]"),
            MARGUERITE.replace("\"gender\":\"female\",", ""),
            MARGUERITE.replace("FICT", "PROV"),
            MARGUERITE.replaceFirst("(?s)\"extension\":.*?}]}],", ""))) {
      var answer = asked(FACADE.reunion, wrong, "");
      assertThat(answer.path("total").asInt(-1)).as(wrong).isZero();
      assertThat(answer.propertyNames()).isEqualTo(nobody.propertyNames());
    }
  }

  @Test
  void traitsAloneFindNoResidentWhomTheHospitalHasNotSent() {
    var traits = MARGUERITE.replaceFirst("(?s)\"identifier\":.*?}],", "");

    assertThat(asked(FACADE.reunion, traits, "").path("total").asInt(-1)).isZero();
  }

  @Test
  void aHospitalsOwnPatientIsFoundByItsNumberAndByHerTraits() {
    FACADE.put("Patient/match1", own("match1", "1947-02-03"));
    var number =
        """
        {"resourceType":"Patient","identifier":[
         {"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"PI"}]},
          "system":"urn:oid:1.2.250.1.71.4.2.2.990000101","value":"IPP-match1"}]}
        """;
    var traits =
        """
        {"resourceType":"Patient","name":[{"family":"Tournesol","given":["Marguerite"]}],
         "gender":"female","birthDate":"1947-02-03"}
        """;

    var byNumber = asked(FACADE.brenne, number, "");
    var byTraits = asked(FACADE.brenne, traits, "");

    assertThat(byNumber.at("/entry/0/resource/id").asString()).isEqualTo("match1");
    assertThat(grade(byNumber.at("/entry/0"))).isEqualTo("probable");
    assertThat(grade(byTraits.at("/entry/0"))).isEqualTo("possible");
    assertThat(asked(FACADE.reunion, number, "").path("total").asInt(-1)).isZero();
    assertThat(
            asked(FACADE.brenne, traits, ",{\"name\":\"onlyCertainMatches\",\"valueBoolean\":true}")
                .path("total")
                .asInt(-1))
        .isZero();
  }

  @Test
  void noMoreAreToldThanAskedFor() {
    for (var id : List.of("match2", "match3", "match4")) {
      FACADE.put("Patient/" + id, own(id, "1948-02-03"));
    }
    var traits =
        """
        {"resourceType":"Patient","name":[{"family":"Tournesol"}],"birthDate":"1948-02-03"}
        """;

    assertThat(asked(FACADE.brenne, traits, "").path("entry")).hasSize(3);
    assertThat(
            asked(FACADE.brenne, traits, ",{\"name\":\"count\",\"valueInteger\":2}").path("entry"))
        .hasSize(2);
  }

  @Test
  void withoutAPatientOrItsScopeItIsRefused() {
    var nothing = "{\"resourceType\":\"Parameters\",\"parameter\":[]}";
    var narrow = FACADE.brenneWith("system/Patient.cr");

    var missing = FACADE.brenne.post("/fhir/Patient/$match", nothing);
    var refused = narrow.post("/fhir/Patient/$match", parameters(MARGUERITE, ""));

    assertThat(missing.statusCode()).isIn(400, 422);
    assertThat(SharedFacade.code(Http.json(missing))).isNotEmpty();
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(SharedFacade.code(Http.json(refused))).isEqualTo("scope_missing");
  }

  private static String own(String id, String born) {
    return Bodies.stranger(id).replace("1952-03-04", born);
  }

  private static String grade(JsonNode entry) {
    return entry.at("/search/extension/0/valueCode").asString();
  }

  private static String parameters(String patient, String more) {
    return """
    {"resourceType":"Parameters","parameter":[{"name":"resource","resource":%s}%s]}
    """
        .formatted(patient, more);
  }

  private static JsonNode asked(Http hospital, String patient, String more) {
    var response = hospital.post("/fhir/Patient/$match", parameters(patient, more));
    SharedFacade.taken(response);
    return Http.json(response);
  }
}
