package care.chevet.bench.signaling;

import java.util.Arrays;

/** When test messages arrived: how long each was under way. */
final class Receipts {
  private long[] nanos = new long[1024];
  private int count;

  synchronized void arrived(long underWayNanos) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = underWayNanos;
  }

  synchronized int count() {
    return count;
  }

  synchronized void forget() {
    count = 0;
  }

  /** Milliseconds within which this part of the messages had arrived. */
  synchronized double millisAt(double part) {
    if (count == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[Math.min(count - 1, (int) (part * count))] / 1e6;
  }
}
