package care.chevet.scheduling;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A time that the rules of an availability allow, with what the database needs to hold it to them.
 *
 * @param availabilityVersion of the availability it was judged by
 * @param takes the physician's time with both buffers
 * @param dailyCap the most consultations on that local day; 0 stands for no cap
 * @param day the physician's local day
 */
public record Judged(int availabilityVersion, Interval takes, int dailyCap, Interval day) {

  /** Judges nothing but puts the parts together: {@code overridden} lifts the cap. */
  static Judged of(BookablePhysician physician, Interval time, boolean overridden) {
    SlotRules rules = physician.availability().rules();
    Interval takes = rules.footprint(time);
    ZoneId zone = physician.availability().zone();
    LocalDate date = LocalDate.ofInstant(takes.start(), zone);
    Instant from = date.atStartOfDay(zone).toInstant();
    Instant until = date.plusDays(1).atStartOfDay(zone).toInstant();
    return new Judged(
        physician.version(), takes, overridden ? 0 : rules.dailyCap(), new Interval(from, until));
  }
}
