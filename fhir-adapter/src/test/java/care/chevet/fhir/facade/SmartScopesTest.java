package care.chevet.fhir.facade;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.fhir.facade.SmartScopes.Interaction;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SmartScopesTest {

  @Test
  void aScopeGrantsItsLettersOnItsTypeAlone() {
    var scopes = SmartScopes.of(List.of("system/Patient.cu"));

    assertThat(scopes.allow("Patient", Interaction.CREATE)).isTrue();
    assertThat(scopes.allow("Patient", Interaction.UPDATE)).isTrue();
    assertThat(scopes.allow("Patient", Interaction.READ)).isFalse();
    assertThat(scopes.allow("Condition", Interaction.CREATE)).isFalse();
  }

  @Test
  void theStarReachesEveryType() {
    var scopes = SmartScopes.of(List.of("system/*.cruds"));

    assertThat(scopes.allow("Condition", Interaction.DELETE)).isTrue();
  }

  @Test
  void otherWordsGrantNothing() {
    var scopes =
        SmartScopes.of(
            List.of(
                "openid",
                "user/*.cruds",
                "patient/Patient.rs",
                "system/Patient.read",
                "system/Patient.uc",
                "system/Observation.rs?category=laboratory"));

    assertThat(scopes.grants()).isEmpty();
  }
}
