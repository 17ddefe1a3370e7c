package care.chevet.scheduling;

import java.time.Duration;

/**
 * How a physician's open hours are cut into slots.
 *
 * @param length of the consultation itself
 * @param bufferBefore kept free for the physician before each consultation
 * @param bufferAfter kept free for the physician after each consultation
 * @param leadTime between the booking and the earliest start it may ask for
 * @param dailyCap consultations on one local day at most; 0 stands for no cap
 */
public record SlotRules(
    Duration length, Duration bufferBefore, Duration bufferAfter, Duration leadTime, int dailyCap) {

  static final Duration LENGTH_MIN = Duration.ofMinutes(5);
  static final Duration LENGTH_MAX = Duration.ofHours(4);
  static final Duration BUFFER_MAX = Duration.ofHours(2);
  static final Duration LEAD_TIME_MAX = Duration.ofDays(60);
  static final int DAILY_CAP_MAX = 200;

  public SlotRules {
    within("length", length, LENGTH_MIN, LENGTH_MAX);
    within("bufferBefore", bufferBefore, Duration.ZERO, BUFFER_MAX);
    within("bufferAfter", bufferAfter, Duration.ZERO, BUFFER_MAX);
    within("leadTime", leadTime, Duration.ZERO, LEAD_TIME_MAX);
    if (dailyCap < 0 || dailyCap > DAILY_CAP_MAX) {
      throw new IllegalArgumentException("dailyCap lies between 0 and " + DAILY_CAP_MAX);
    }
  }

  /** From one slot's start to the next one's, so that two neighbours keep both their buffers. */
  Duration step() {
    return bufferBefore.plus(length).plus(bufferAfter);
  }

  /** What a consultation takes of its physician's time: itself and both buffers. */
  Interval footprint(Interval consultation) {
    return consultation.widened(bufferBefore, bufferAfter);
  }

  private static void within(String name, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(name + " lies between " + min + " and " + max);
    }
  }
}
