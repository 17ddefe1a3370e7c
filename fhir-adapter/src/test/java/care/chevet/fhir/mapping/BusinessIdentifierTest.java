package care.chevet.fhir.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

final class BusinessIdentifierTest {

  @Test
  void theSameFactAlwaysHasTheSameName() {
    assertThat(BusinessIdentifier.of("a", "Patient", "1"))
        .isEqualTo(BusinessIdentifier.of("a", "Patient", "1"));
  }

  @Test
  void tenantTypeAndLocalIdEachMakeADifferentName() {
    assertThat(
            java.util.Set.of(
                BusinessIdentifier.of("a", "Patient", "1"),
                BusinessIdentifier.of("b", "Patient", "1"),
                BusinessIdentifier.of("a", "Encounter", "1"),
                BusinessIdentifier.of("a", "Patient", "2")))
        .hasSize(4);
  }

  @Test
  void itIsAUuidOfVersion5() {
    var urn = BusinessIdentifier.of("a", "Patient", "1").urn();

    assertThat(urn).startsWith("urn:uuid:");
    var uuid = UUID.fromString(urn.substring("urn:uuid:".length()));
    assertThat(uuid.version()).isEqualTo(5);
    assertThat(uuid.variant()).isEqualTo(2);
  }
}
