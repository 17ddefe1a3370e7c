package care.chevet.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The slots of one physician that can still be booked: a pure function of the availability, what is
 * taken, the range asked for and the time it is.
 *
 * <p>Slots are cut from the start of each stretch of open hours at the step of the rules, in
 * elapsed time. A stretch belongs to one local day, so no slot runs past midnight. In the doubled
 * hour both turns of the clock are open; in the missing hour there is nothing to open.
 */
public final class FreeSlots {

  private final Availability availability;
  private final Interval range;
  private final WallClock clock;

  private FreeSlots(Availability availability, Interval range) {
    this.availability = availability;
    this.range = range;
    this.clock = WallClock.of(availability.zone(), range);
  }

  /**
   * The free slots that start inside a range, earliest first.
   *
   * @param max how many to look for at most
   */
  public static List<Interval> of(
      Availability availability, Commitments taken, Interval range, Instant now, int max) {
    return new FreeSlots(availability, range).free(taken, now, max);
  }

  /** Whether the rules offer this very consultation, whatever else is booked. */
  public static boolean offered(Availability availability, Interval consultation, Instant now) {
    Interval around = new Interval(consultation.start(), consultation.start().plusNanos(1));
    return of(availability, Commitments.NONE, around, now, 1).contains(consultation);
  }

  private List<Interval> free(Commitments taken, Instant now, int max) {
    Instant earliest = later(range.start(), now.plus(availability.rules().leadTime()));
    if (!earliest.isBefore(range.end())) {
      return List.of();
    }
    ZoneId zone = availability.zone();
    LocalDate last = LocalDate.ofInstant(range.end(), zone);
    Map<LocalDate, Integer> booked = bookedByDay(taken);
    List<Interval> found = new ArrayList<>();
    // A day early: where a clock is put back at midnight, a day's hours come back after the next
    // day has begun.
    LocalDate day = LocalDate.ofInstant(earliest, zone).minusDays(1);
    for (; !day.isAfter(last.plusDays(1)) && found.size() < max; day = day.plusDays(1)) {
      addFree(day, taken, booked, earliest, found);
    }
    found.sort(Comparator.comparing(Interval::start));
    return found.size() <= max ? found : List.copyOf(found.subList(0, max));
  }

  private void addFree(
      LocalDate day,
      Commitments taken,
      Map<LocalDate, Integer> booked,
      Instant earliest,
      List<Interval> found) {
    SlotRules rules = availability.rules();
    for (DayStretch open : availability.openOn(day)) {
      for (Interval hours : clock.instantsBetween(open.startOn(day), open.endOn(day))) {
        Instant start = firstStep(hours.start(), earliest);
        Interval slot = Interval.starting(start, rules.length());
        while (hours.holds(slot) && slot.start().isBefore(range.end())) {
          Interval footprint = rules.footprint(slot);
          if (isFree(footprint, taken.physician())
              && isFree(slot, taken.others())
              && isWithinCap(footprint, booked)) {
            found.add(slot);
          }
          slot = Interval.starting(slot.start().plus(rules.step()), rules.length());
        }
      }
    }
  }

  private boolean isWithinCap(Interval footprint, Map<LocalDate, Integer> booked) {
    int cap = availability.rules().dailyCap();
    return cap == 0
        || booked.getOrDefault(LocalDate.ofInstant(footprint.start(), availability.zone()), 0)
            < cap;
  }

  /** The first start on the grid that is not before the earliest one allowed. */
  private Instant firstStep(Instant opening, Instant earliest) {
    if (!opening.isBefore(earliest)) {
      return opening;
    }
    long step = availability.rules().step().toNanos();
    long behind = Duration.between(opening, earliest).toNanos();
    return opening.plusNanos(Math.ceilDiv(behind, step) * step);
  }

  /** Consultations of each local day; a day is told by the start of what it takes with buffers. */
  private Map<LocalDate, Integer> bookedByDay(Commitments taken) {
    if (availability.rules().dailyCap() == 0) {
      return Map.of();
    }
    Map<LocalDate, Integer> booked = new HashMap<>();
    for (Interval busy : taken.physician()) {
      booked.merge(LocalDate.ofInstant(busy.start(), availability.zone()), 1, Integer::sum);
    }
    return booked;
  }

  /** Whether nothing taken, in order of start and disjoint, overlaps what is wanted. */
  private static boolean isFree(Interval wanted, List<Interval> taken) {
    int low = 0;
    int high = taken.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (taken.get(middle).start().isBefore(wanted.end())) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 || !taken.get(low - 1).end().isAfter(wanted.start());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
