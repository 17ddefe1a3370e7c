package care.chevet.oncall;

import java.time.Duration;
import java.util.List;

/**
 * What is known of a request's wait.
 *
 * @param waiting whether it still looks for a physician
 * @param ahead requests before it that one of the same physicians may be rung for
 * @param rung whether physicians are rung for a request of its urgency
 * @param ready whether its dossier is complete enough to ring
 * @param present physicians who could be rung for it, were they free
 * @param engaged how many of them are taken now
 * @param serviceTimes from acceptance to conclusion, of recent consultations in the specialty
 */
public record Wait(
    boolean waiting,
    int ahead,
    boolean rung,
    boolean ready,
    int present,
    int engaged,
    List<Duration> serviceTimes) {

  public Wait {
    serviceTimes = List.copyOf(serviceTimes);
    if (ahead < 0 || engaged < 0 || engaged > present) {
      throw new IllegalArgumentException("a wait that cannot be");
    }
  }

  /** From one. */
  public int place() {
    return ahead + 1;
  }

  public WaitEstimate estimate() {
    if (!rung) {
      return new WaitEstimate.Unknown(WaitEstimate.Reason.NOT_RUNG);
    }
    return ready
        ? WaitEstimate.of(serviceTimes, ahead, present, engaged)
        : new WaitEstimate.Unknown(WaitEstimate.Reason.DOSSIER_INCOMPLETE);
  }
}
