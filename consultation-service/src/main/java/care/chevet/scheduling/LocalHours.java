package care.chevet.scheduling;

import java.time.LocalTime;

/**
 * Opening hours on the wall clock of one day, the opening included and the closing excluded.
 *
 * @param opens when they begin
 * @param closes when they end; midnight stands for the end of the day, not its beginning
 */
public record LocalHours(LocalTime opens, LocalTime closes) {

  public LocalHours {
    if (!closes.equals(LocalTime.MIDNIGHT) && !opens.isBefore(closes)) {
      throw new IllegalArgumentException("hours close after they open, on the same day");
    }
  }

  boolean hold(LocalTime time) {
    return !time.isBefore(opens) && (closes.equals(LocalTime.MIDNIGHT) || time.isBefore(closes));
  }
}
