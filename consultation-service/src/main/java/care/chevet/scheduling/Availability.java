package care.chevet.scheduling;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * When one physician can be booked in one specialty, written in the physician's own local time.
 *
 * @param zone the IANA zone whose wall clock and calendar the patterns are written in
 * @param patterns the hours of an ordinary week; overlapping ones are read as their union
 * @param departures what differs from an ordinary week
 * @param holidays the public holidays on which the patterns are not kept
 * @param rules how the open hours are cut into slots
 */
public record Availability(
    ZoneId zone,
    List<WeeklyPattern> patterns,
    List<Departure> departures,
    HolidayCalendar holidays,
    SlotRules rules) {

  public Availability {
    patterns = List.copyOf(patterns);
    departures = List.copyOf(departures);
  }

  /** The hours kept on one day of the physician's calendar, in order and apart from each other. */
  List<DayStretch> openOn(LocalDate date) {
    List<DayStretch> open = new ArrayList<>(4);
    if (!isAwayOn(date)) {
      for (WeeklyPattern pattern : patterns) {
        if (pattern.appliesOn(date)) {
          open.add(DayStretch.of(pattern.hours()));
        }
      }
      for (Departure departure : departures) {
        if (departure instanceof Departure.Closed closed && closed.date().equals(date)) {
          open = DayStretch.without(open, DayStretch.of(closed.hours()));
        }
      }
    }
    for (Departure departure : departures) {
      if (departure instanceof Departure.Extra extra && extra.date().equals(date)) {
        open.add(DayStretch.of(extra.hours()));
      }
    }
    return DayStretch.union(open);
  }

  private boolean isAwayOn(LocalDate date) {
    for (Departure departure : departures) {
      if (departure instanceof Departure.Away away && away.covers(date)) {
        return true;
      }
    }
    return holidays.closes(date);
  }
}
