package care.chevet.bench;

import java.time.Duration;
import java.util.Arrays;

/** What came of a storm: how many were made and refused, and how long each took. */
final class Tally {

  private final long made;
  private final long refused;
  private final Duration lasted;
  private final long[] sortedNanos;

  Tally(long made, long refused, Duration lasted, long[] nanos) {
    this.made = made;
    this.refused = refused;
    this.lasted = lasted;
    this.sortedNanos = nanos.clone();
    Arrays.sort(sortedNanos);
  }

  double madePerSecond() {
    return made * 1e9 / lasted.toNanos();
  }

  double refusedPerSecond() {
    return refused * 1e9 / lasted.toNanos();
  }

  double percentileMillis(int percent) {
    return sortedNanos.length == 0
        ? 0
        : sortedNanos[(int) ((sortedNanos.length - 1L) * percent / 100)] / 1e6;
  }
}
