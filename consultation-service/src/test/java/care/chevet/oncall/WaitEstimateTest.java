package care.chevet.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.oncall.WaitEstimate.Known;
import care.chevet.oncall.WaitEstimate.Reason;
import care.chevet.oncall.WaitEstimate.Unknown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What is said of a wait, and when nothing is. */
final class WaitEstimateTest {

  private static List<Duration> minutes(long... minutes) {
    return LongStream.of(minutes).mapToObj(Duration::ofMinutes).toList();
  }

  private static List<Duration> seconds(List<Long> seconds) {
    return seconds.stream().map(Duration::ofSeconds).toList();
  }

  private static Known known(List<Duration> sample, int ahead, int physicians, int engaged) {
    return (Known) WaitEstimate.of(sample, ahead, physicians, engaged);
  }

  @Test
  void withoutAnybodyPresentThereIsNoEstimate() {
    assertThat(WaitEstimate.of(minutes(10, 10, 10, 10, 10), 0, 0, 0))
        .isEqualTo(new Unknown(Reason.NOBODY_PRESENT));
  }

  @Test
  void withTooFewRecentConsultationsThereIsNoEstimate() {
    assertThat(WaitEstimate.of(minutes(10, 10, 10, 10), 0, 1, 0))
        .isEqualTo(new Unknown(Reason.SAMPLE_TOO_SMALL));
  }

  @Test
  void withAPhysicianFreeOnlyTheRingingIsWaitedFor() {
    var estimate = known(minutes(10, 12, 14, 16, 18), 0, 1, 0);
    assertThat(estimate.low()).isZero();
    assertThat(estimate.high()).isEqualTo(OnCallLimits.OFFER_STANDS);
  }

  @Test
  void whoIsAheadAndWhoIsTakenAreWaitedForInTurns() {
    var estimate = known(minutes(8, 10, 12, 14, 40), 1, 2, 2);
    var ringing = OnCallLimits.OFFER_STANDS;
    assertThat(estimate.likely()).isEqualTo(Duration.ofMinutes(12).plus(ringing.dividedBy(2)));
    assertThat(estimate.low()).isEqualTo(Duration.ofMinutes(10));
    assertThat(estimate.high()).isEqualTo(Duration.ofMinutes(14).plus(ringing));
    assertThat(estimate.medianService()).isEqualTo(Duration.ofMinutes(12));
  }

  @Property
  void theLikelyWaitLiesBetweenTheBestAndTheWorst(
      @ForAll @Size(min = 5, max = 60) List<@LongRange(min = 1, max = 10_000) Long> sample,
      @ForAll @IntRange(max = 50) int ahead,
      @ForAll @IntRange(min = 1, max = 20) int physicians,
      @ForAll @IntRange(max = 20) int engaged) {
    var estimate = known(seconds(sample), ahead, physicians, Math.min(engaged, physicians));
    assertThat(estimate.likely()).isBetween(estimate.low(), estimate.high());
    assertThat(estimate.low()).isGreaterThanOrEqualTo(Duration.ZERO);
  }

  @Property
  void moreAheadNeverShortensAndMorePhysiciansNeverLengthen(
      @ForAll @Size(min = 5, max = 60) List<@LongRange(min = 1, max = 10_000) Long> sample,
      @ForAll @IntRange(max = 50) int ahead,
      @ForAll @IntRange(min = 1, max = 20) int physicians,
      @ForAll @IntRange(max = 20) int engaged) {
    var taken = Math.min(engaged, physicians);
    var estimate = known(seconds(sample), ahead, physicians, taken);
    assertThat(known(seconds(sample), ahead + 1, physicians, taken).likely())
        .isGreaterThanOrEqualTo(estimate.likely());
    assertThat(known(seconds(sample), ahead, physicians + 1, taken).likely())
        .isLessThanOrEqualTo(estimate.likely());
  }

  @Property
  void theOrderOfTheSampleDoesNotMatter(
      @ForAll @Size(min = 5, max = 60) List<@LongRange(min = 1, max = 10_000) Long> sample,
      @ForAll long seed) {
    var shuffled = new ArrayList<>(sample);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(known(seconds(shuffled), 3, 2, 1)).isEqualTo(known(seconds(sample), 3, 2, 1));
  }
}
