package care.chevet.oncall;

import care.chevet.consultation.Coded;
import java.time.Duration;
import java.util.List;

/** How long a request will wait, as well as that can be told, or why it cannot. */
public sealed interface WaitEstimate {

  /**
   * Likely, at best and at worst; and what it was computed from.
   *
   * @param medianService of the sample
   */
  record Known(
      Duration likely,
      Duration low,
      Duration high,
      int sample,
      Duration medianService,
      int physicians,
      int engaged)
      implements WaitEstimate {}

  /** No number would be honest. */
  record Unknown(Reason reason) implements WaitEstimate {}

  /** Why there is no estimate. */
  enum Reason implements Coded {
    NOBODY_PRESENT,
    SAMPLE_TOO_SMALL,
    DOSSIER_INCOMPLETE,
    NOT_RUNG
  }

  /**
   * Whoever is ahead takes a free physician first. With as many free as needed, only the ringing is
   * left to wait for. Otherwise the request needs {@code ahead + 1 - free} consultations to end,
   * and {@code physicians} of them end, on average, in each service time. The likely value takes
   * the median service time, the low and the high one its quartiles.
   */
  static WaitEstimate of(List<Duration> serviceTimes, int ahead, int physicians, int engaged) {
    if (physicians == 0) {
      return new Unknown(Reason.NOBODY_PRESENT);
    }
    if (serviceTimes.size() < OnCallLimits.SAMPLE_MIN) {
      return new Unknown(Reason.SAMPLE_TOO_SMALL);
    }
    var sorted = serviceTimes.stream().sorted().toList();
    var turns = Math.max(0, ahead + 1 - (physicians - engaged));
    var median = quartile(sorted, 2);
    var ringing = OnCallLimits.OFFER_STANDS;
    return new Known(
        after(turns, median, physicians).plus(ringing.dividedBy(2)),
        after(turns, quartile(sorted, 1), physicians),
        after(turns, quartile(sorted, 3), physicians).plus(ringing),
        sorted.size(),
        median,
        physicians,
        engaged);
  }

  private static Duration after(int turns, Duration service, int physicians) {
    return service.multipliedBy(turns).dividedBy(physicians);
  }

  private static Duration quartile(List<Duration> sorted, int which) {
    return sorted.get((sorted.size() - 1) * which / 4);
  }
}
