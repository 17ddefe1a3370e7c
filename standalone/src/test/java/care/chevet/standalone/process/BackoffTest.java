package care.chevet.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void pausesDoubleUpToTheLongest() {
    Backoff backoff = new Backoff();
    assertThat(
            Stream.generate(() -> backoff.after(Duration.ofSeconds(1)))
                .limit(9)
                .map(Duration::toMillis))
        .containsExactly(250L, 500L, 1000L, 2000L, 4000L, 8000L, 16_000L, 30_000L, 30_000L);
  }

  @Test
  void aChildThatRanWellIsStartedAgainAtOnce() {
    Backoff backoff = new Backoff();
    Duration _ = backoff.after(Duration.ZERO);
    Duration _ = backoff.after(Duration.ZERO);
    assertThat(backoff.after(Backoff.WELL)).isEqualTo(Backoff.FIRST);
  }
}
