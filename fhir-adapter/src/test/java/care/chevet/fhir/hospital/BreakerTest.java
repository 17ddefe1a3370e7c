package care.chevet.fhir.hospital;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class BreakerTest {

  private final SetClock clock = new SetClock();
  private final Breaker breaker = new Breaker(clock, Duration.ofSeconds(2), Duration.ofSeconds(15));

  @Test
  void itOpensAfterSeveralFailuresInARow() {
    fail(4);
    assertThat(breaker.admits()).isTrue();
    fail(1);
    assertThat(breaker.admits()).isFalse();
    assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
  }

  @Test
  void aSuccessInBetweenStartsTheCountAnew() {
    fail(4);
    assertThat(breaker.succeeded()).isFalse();
    fail(4);
    assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
  }

  @Test
  void afterThePauseOneProbeIsLetThrough() {
    fail(5);
    clock.pass(Duration.ofSeconds(3));

    assertThat(breaker.admits()).isTrue();
    assertThat(breaker.admits()).isFalse();
    breaker.unused();
    assertThat(breaker.admits()).isTrue();
    assertThat(breaker.succeeded()).isTrue();
    assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
  }

  @Test
  void thePauseGrowsUpToItsBound() {
    fail(60);
    clock.pass(Duration.ofSeconds(14));
    assertThat(breaker.admits()).isFalse();
    clock.pass(Duration.ofSeconds(2));
    assertThat(breaker.admits()).isTrue();
  }

  @Test
  void whileItIsNotClosedItSaysSinceWhenCallsFail() {
    var first = clock.instant();
    fail(1);
    clock.pass(Duration.ofSeconds(30));
    fail(3);
    assertThat(breaker.unreachableSince()).isEmpty();
    fail(1);
    assertThat(breaker.unreachableSince()).contains(first);
    assertThat(breaker.succeeded()).isTrue();
    assertThat(breaker.unreachableSince()).isEmpty();
  }

  private void fail(int times) {
    for (var i = 0; i < times; i++) {
      breaker.failed();
    }
  }

  private static final class SetClock extends Clock {

    private Instant now = Instant.parse("2026-11-21T10:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
