package care.chevet.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.consultation.SessionLog.Happening;
import care.chevet.consultation.SessionLog.SoundOnly;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SessionLogTest {
  private static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");

  @Test
  void theTimeOfMediaIsCountedAcrossAReload() {
    var log =
        SessionLog.of(
            List.of(
                happening("joined", 0, null, null),
                happening("media-connected", 1, "T3", null),
                happening("left", 4, null, "network"),
                happening("media-connected", 5, "T3", null),
                happening("left", 15, null, "hung-up")));
    assertThat(log.connected()).isEqualTo(Duration.ofMinutes(13));
    assertThat(log.soundOnly()).isEmpty();
  }

  @Test
  void aFallBackToSoundIsKeptWithItsReasonAndItsEnd() {
    var log =
        SessionLog.of(
            List.of(
                happening("media-connected", 1, "T3", null),
                happening("quality", 3, "T0", "bandwidth"),
                happening("quality", 4, "T0", "bandwidth"),
                happening("quality", 6, "T1", null),
                happening("quality", 9, "T0", "camera-off")));
    assertThat(log.soundOnly())
        .containsExactly(
            new SoundOnly(minute(3), minute(6), "bandwidth"),
            new SoundOnly(minute(9), null, "camera-off"));
  }

  private static Happening happening(
      String type, int minute, @Nullable String tier, @Nullable String reason) {
    return new Happening(type, minute(minute), "s-1", tier, reason);
  }

  private static Instant minute(int minute) {
    return TEN.plus(Duration.ofMinutes(minute));
  }
}
