package care.chevet.fhir.hospital;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.chevet.fhir.mapping.TakenTypes;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

final class HospitalSettingsTest {

  private static final String LEAST = "Patient,Practitioner,Organization,DocumentReference";

  @Test
  void aHospitalOfWhichNothingIsSaidTakesAll() {
    assertThat(hospital(Map.of()).takes()).isEqualTo(TakenTypes.ALL);
  }

  @Test
  void aHospitalTakesWhatIsNamed() {
    var hospital = hospital(Map.of("chevet.hospitals[0].takes", LEAST + ",Encounter"));

    assertThat(hospital.takes().inOrder())
        .containsExactly(
            "Organization", "Practitioner", "Patient", "Encounter", "DocumentReference");
    assertThat(hospital.takes().leftOut()).hasSize(9).contains("Consent", "Observation");
  }

  @Test
  void anUnknownTypeIsRefusedWithTheHospitalThatItWasSaidOf() {
    assertThatThrownBy(() -> hospital(Map.of("chevet.hospitals[0].takes", LEAST + ",Consents")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("hospital 990000101: takes names 'Consents', which is none of [");
  }

  @Test
  void aHospitalThatTakesNothingIsRefused() {
    assertThatThrownBy(() -> hospital(Map.of("chevet.hospitals[0].takes", "")))
        .hasMessageStartingWith("hospital 990000101: takes lacks Patient: ");
  }

  private static Hospital hospital(Map<String, String> more) {
    var settings = new HashMap<>(more);
    settings.put("chevet.hospitals[0].finess", "990000101");
    settings.put("chevet.hospitals[0].name", "CH");
    return new Binder(new MapConfigurationPropertySource(settings))
        .bind("chevet", HospitalSettings.class)
        .get()
        .hospitals()
        .getFirst()
        .hospital();
  }
}
