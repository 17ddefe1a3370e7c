package care.chevet.fhir.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.fhir.mapping.ExactJson;
import care.chevet.fhir.support.Http;
import care.chevet.fhir.support.RunningAdapter;
import care.chevet.fhir.support.Surroundings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a hospital sends with extensions that nobody here knows is given back with all of them. */
final class UnknownExtensionsIT {

  private static final Surroundings AROUND = new Surroundings();
  private static RunningAdapter adapter;

  @BeforeAll
  static void start() {
    adapter = AROUND.adapter().start();
  }

  @AfterAll
  static void stop() {
    adapter.close();
    AROUND.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Inside another extension, with a decimal's last digit.
        """
        {"extension":[{"url":"https://example.org/outer","extension":[
           {"url":"inner","valueQuantity":{"value":37.40,"unit":"?"}}]}]}
        """,
        // Of primitives: with a value, without one, and in a list.
        """
        {"birthDate":"1934-05-12",
         "_birthDate":{"extension":[{"url":"https://example.org/calendar","valueCode":"lunar"}]},
         "_gender":{"extension":[{"url":"https://example.org/why-not","valueCode":"masked"}]},
         "name":[{"family":"TOURNESOL",
           "_family":{"extension":[{"url":"https://example.org/spelling","valueString":"old"}]},
           "given":["MARGUERITE",null],
           "_given":[null,{"extension":[{"url":"https://example.org/unread","valueBoolean":true}]}]}]}
        """,
        // Of what is contained, and of its primitives.
        """
        {"contained":[{"resourceType":"Organization","id":"o",
           "extension":[{"url":"https://example.org/kind","valueCode":"ward"}],
           "name":"Gériatrie",
           "_name":{"extension":[{"url":"https://example.org/short","valueString":"GER"}]}}],
         "managingOrganization":{"reference":"#o"}}
        """,
        // Those that change what everything else means.
        """
        {"modifierExtension":[{"url":"https://example.org/not-a-person","valueBoolean":true}],
         "contact":[{"modifierExtension":[{"url":"https://example.org/former","valueBoolean":true}],
           "gender":"female"}]}
        """
      })
  void extensionsAreGivenBackWhereverTheyHang(String content) {
    var patient = (ObjectNode) ExactJson.read(content);
    var id = "extended-" + Integer.toHexString(content.hashCode());
    patient.put("resourceType", "Patient").put("id", id);
    var hospital =
        new Http(
            adapter.address(),
            "application/fhir+json",
            AROUND.issuer.token(
                "hospital-brenne", List.of("chevet"), "system/*.cruds", Duration.ofMinutes(5)));

    assertThat(hospital.put("/fhir/Patient/" + id, patient.toString()).statusCode()).isEqualTo(201);
    var given = (ObjectNode) ExactJson.read(hospital.get("/fhir/Patient/" + id).body());

    given.remove("meta");
    assertThat((JsonNode) given).isEqualTo(patient);
  }
}
