package care.chevet.standalone.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.chevet.standalone.settings.CannotStart;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

final class AuditVerificationTest {

  @Test
  void whatDoesNotHoldIsNamedInASentence() {
    var verdict =
        new JsonMapper()
            .readTree(
                """
                {"holds": false, "entries": 6, "waiting": 0, "head": "6:ab", "findings": [
                  {"kind": "entry-changed", "position": 3, "entry": 41, "at": "2026-11-22T03:00:00Z"},
                  {"kind": "links-removed", "position": 4, "lastPosition": 5}]}
                """);
    assertThat(AuditVerification.lines(verdict))
        .containsExactly(
            "THE AUDIT TRAIL DOES NOT HOLD.",
            "  changed: entry 41 of 2026-11-22T03:00:00Z, at position 3",
            "  removed with their places: what stood between the positions 4 and 5",
            "Last signature that holds: none",
            "End of the chain, to be noted down elsewhere: 6:ab");
  }

  @Test
  void aWrongCommandIsRefusedInASentence(@TempDir Path data) {
    assertThatThrownBy(() -> AuditVerification.parse(List.of("repair")))
        .isInstanceOf(CannotStart.class);
    var nothingRunning = AuditVerification.parse(List.of("verify", "--data", data.toString()));
    assertThatThrownBy(nothingRunning::run)
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("start ./chevet up first");
  }
}
