package care.chevet.scheduling;

import java.time.LocalDate;

/**
 * A departure from the weekly patterns, written in the physician's local time.
 *
 * <p>When several touch one day, extra hours win over absences, and absences over the patterns.
 */
public sealed interface Departure {

  /** Days, first and last included, on which the patterns are not kept. */
  record Away(LocalDate first, LocalDate last) implements Departure {
    public Away {
      if (last.isBefore(first)) {
        throw new IllegalArgumentException("an absence ends after it begins");
      }
    }

    boolean covers(LocalDate date) {
      return !date.isBefore(first) && !date.isAfter(last);
    }
  }

  /** Hours of one day that the patterns would open and that stay closed. */
  record Closed(LocalDate date, LocalHours hours) implements Departure {}

  /** Hours of one day opened beyond the patterns, holidays included. */
  record Extra(LocalDate date, LocalHours hours) implements Departure {}
}
