package care.chevet.standalone.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @Test
  void withoutArgumentsTheDefaultsHold() {
    Settings settings = Settings.parse(List.of());
    assertThat(settings.data()).isAbsolute().hasFileName(".chevet");
    assertThat(settings.ports().console()).isEqualTo(8080);
    assertThat(settings.hospital()).isEmpty();
    assertThat(settings.parent()).isEmpty();
  }

  @Test
  void everyOptionIsRead() {
    Settings settings =
        Settings.parse(
            List.of("--data", "/d", "--port", "9000", "--hospital", "https://h.example/fhir"));
    assertThat(settings.data()).hasToString("/d");
    assertThat(settings.ports().database()).isEqualTo(9005);
    assertThat(settings.hospital()).contains(URI.create("https://h.example/fhir"));
  }

  @ParameterizedTest
  @CsvSource({
    "--port, takes a number",
    "--port 80x, takes a number",
    "--port 80, must lie between",
    "--port 65535, must lie between",
    "--hospital ftp://h, takes the http",
    "--hospital h, takes the http",
    "--colour blue, Unknown option --colour",
  })
  void aWrongOptionIsRefusedWithOneSentence(String arguments, String sentence) {
    String expected = arguments.equals("--port") ? "needs a value" : sentence;
    assertThatExceptionOfType(CannotStart.class)
        .isThrownBy(() -> Settings.parse(List.of(arguments.split(" ", -1))))
        .withMessageContaining(expected)
        .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("\n"));
  }
}
