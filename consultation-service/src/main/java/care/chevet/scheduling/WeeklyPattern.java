package care.chevet.scheduling;

import java.time.DayOfWeek;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Hours that a physician keeps on one day of every week.
 *
 * @param day the day of the week, on the physician's own calendar
 * @param hours the hours on the physician's own wall clock
 * @param from the first day it applies, or null when it always has
 * @param until the last day it applies, or null when no end is set
 */
public record WeeklyPattern(
    DayOfWeek day, LocalHours hours, @Nullable LocalDate from, @Nullable LocalDate until) {

  public WeeklyPattern {
    if (from != null && until != null && until.isBefore(from)) {
      throw new IllegalArgumentException("a pattern ends after it begins");
    }
  }

  boolean appliesOn(LocalDate date) {
    return date.getDayOfWeek() == day
        && (from == null || !date.isBefore(from))
        && (until == null || !date.isAfter(until));
  }
}
