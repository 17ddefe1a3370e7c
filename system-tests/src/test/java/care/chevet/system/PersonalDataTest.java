package care.chevet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PersonalDataTest {

  @TempDir private Path data;

  @BeforeEach
  void logs() throws IOException {
    Files.createDirectories(data.resolve("logs"));
    Files.writeString(data.resolve("chevet.out"), "Chevet is up\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "refused for Tournesol",
        "name=BRUYERE",
        "{\"usedName\":\"Géranium\"}",
        "DETAIL: Key (ins_oid, ins_value)=(1.2, 234059999900108) already exists.",
        "number 2340599999001",
        "born 1934-05-12.",
        "née le 12/05/1934",
        "Émile",
        "rose-may"
      })
  void aLineThatTellsOfAResidentIsFound(String line) throws IOException {
    Files.writeString(data.resolve("logs/a.log"), "started\n" + line + "\nended\n");
    assertThat(PersonalData.in(data)).singleElement().asString().startsWith("logs/a.log:2: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T06:20:06.123Z INFO started in 12.3 s",
        "GET /api/v1/residents/0199a1c2-0000-7000-8000-000000000301 200",
        "thread 1234567890123456789",
        "louise.benharoun",
        "a vanilla build"
      })
  void otherLinesAreLeftAlone(String line) throws IOException {
    Files.writeString(data.resolve("logs/a.log"), line + "\n");
    assertThat(PersonalData.in(data)).isEmpty();
  }

  @Test
  void whatStandsOnTheTerminalIsReadToo() throws IOException {
    Files.writeString(data.resolve("chevet.out"), "Letchi\n");
    assertThat(PersonalData.in(data)).hasSize(1);
  }
}
