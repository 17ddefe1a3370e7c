package care.chevet.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.consultation.Stage;
import care.chevet.testbed.Browser.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What hospitals answer, as {@code contracts/delivery.json} carries it. */
final class DeliveryIT {
  private static final String GOLDEN_CONSULTATION = "0199a1c2-6f00-7a11-8c3d-2b1f0e9d8c7b";

  @Test
  void theMessageOfTheContractDelivers() throws IOException {
    var id = Stage.reported();
    assertThat(send(golden().replace(GOLDEN_CONSULTATION, id)).status()).isEqualTo(204);
    var view = view(id);
    assertThat(view.path("state").asString()).isEqualTo("delivered");
    assertThat(view.path("deliveries").get(0).path("recipient").path("name").asString())
        .isEqualTo("Centre hospitalier de la Brenne");
  }

  @Test
  void saidTwiceItChangesNothing() {
    var id = Stage.reported();
    assertThat(Stage.acknowledge(id, Stage.BRENNE, "delivered").status()).isEqualTo(204);
    var once = view(id).path("version").asLong();
    assertThat(Stage.acknowledge(id, Stage.BRENNE, "delivered").status()).isEqualTo(204);
    assertThat(Stage.acknowledge(id, Stage.BRENNE, "failed").status()).isEqualTo(204);
    assertThat(view(id).path("version").asLong()).isEqualTo(once);
    assertThat(view(id).path("deliveries").get(0).path("status").asString()).isEqualTo("delivered");
  }

  @Test
  void aFailureIsShownAndLeavesItReported() {
    var id = Stage.reported();
    assertThat(Stage.acknowledge(id, Stage.BRENNE, "failed").status()).isEqualTo(204);
    assertThat(view(id).path("state").asString()).isEqualTo("reported");
    assertThat(view(id).path("deliveries").get(0).path("status").asString()).isEqualTo("failed");
    assertThat(Stage.acknowledge(id, Stage.BRENNE, "delivered").status()).isEqualTo(204);
    assertThat(view(id).path("state").asString()).isEqualTo("delivered");
  }

  @Test
  void everyHospitalOfTheCareHomeMustHaveAnswered() {
    var second = "990000102";
    Stage.DATABASE.execute(
        """
        insert into care_home_hospital (care_home, hospital) values
          ('0199a1c2-0000-7000-8000-000000000101', '0199a1c2-0000-7000-8000-000000000152')
        """);
    try {
      var id = Stage.reported();
      assertThat(Stage.acknowledge(id, Stage.BRENNE, "delivered").status()).isEqualTo(204);
      assertThat(view(id).path("state").asString()).isEqualTo("reported");
      assertThat(Stage.acknowledge(id, second, "delivered").status()).isEqualTo(204);
      assertThat(view(id).path("state").asString()).isEqualTo("delivered");
    } finally {
      Stage.DATABASE.execute(
          "delete from care_home_hospital where hospital = '0199a1c2-0000-7000-8000-000000000152'"
              + " and care_home = '0199a1c2-0000-7000-8000-000000000101'");
    }
  }

  @Test
  void whatCannotHaveArrivedIsRefused() {
    assertThat(Stage.acknowledge(Stage.reported(), "990000102", "delivered").code())
        .isEqualTo("not_a_recipient");
    assertThat(Stage.acknowledge(Stage.concluded(), Stage.BRENNE, "delivered").code())
        .isEqualTo("report_not_found");
    assertThat(Stage.acknowledge(Stage.reported(), Stage.BRENNE, "eaten").code())
        .isEqualTo("invalid_body");
    assertThat(send("{}").code()).isEqualTo("invalid_body");
  }

  private static JsonNode view(String id) {
    return Stage.ok(Stage.nurse().get(Stage.path(id, ""))).json();
  }

  private static Answer send(String body) {
    return Stage.machine("fhir-adapter", "deliveries.write", "/api/v1/deliveries", body);
  }

  private static String golden() throws IOException {
    return Files.readString(Path.of(System.getProperty("contracts.dir"), "delivery.json"));
  }
}
