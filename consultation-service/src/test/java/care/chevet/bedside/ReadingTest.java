package care.chevet.bedside;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class ReadingTest {
  private static final Instant AT = Instant.parse("2026-11-21T09:54:00Z");

  /**
   * The digest of a repeated request is made of this text, in this run of the service and the next.
   */
  @Test
  void theNumbersAreWrittenInTheOrderOfTheMeasures() {
    var given = new LinkedHashMap<Measure, BigDecimal>();
    given.put(Measure.DIASTOLIC, BigDecimal.valueOf(78));
    given.put(Measure.SYSTOLIC, BigDecimal.valueOf(142));
    var reading = new Reading(VitalKind.BLOOD_PRESSURE, AT, given);
    assertThat(reading.values().keySet()).containsExactly(Measure.SYSTOLIC, Measure.DIASTOLIC);
    assertThat(JsonMapper.shared().writeValueAsString(reading))
        .contains("\"values\":{\"SYSTOLIC\":142,\"DIASTOLIC\":78}");
  }
}
