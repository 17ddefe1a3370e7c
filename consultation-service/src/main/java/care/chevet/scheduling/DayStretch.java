package care.chevet.scheduling;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Hours of a wall clock's day made ready for arithmetic.
 *
 * @param fromSecond seconds shown by the clock since midnight, 0 to 86,399
 * @param toSecond the same for the end, later than the start, 86,400 at most
 */
record DayStretch(int fromSecond, int toSecond) {

  private static final int END_OF_DAY_SECOND = 24 * 60 * 60;

  static DayStretch of(LocalHours hours) {
    int closes =
        hours.closes().equals(LocalTime.MIDNIGHT)
            ? END_OF_DAY_SECOND
            : hours.closes().toSecondOfDay();
    return new DayStretch(hours.opens().toSecondOfDay(), closes);
  }

  LocalDateTime startOn(LocalDate day) {
    return day.atStartOfDay().plusSeconds(fromSecond);
  }

  LocalDateTime endOn(LocalDate day) {
    return day.atStartOfDay().plusSeconds(toSecond);
  }

  /** The same hours in order, those that touch or overlap joined into one. */
  static List<DayStretch> union(List<DayStretch> stretches) {
    if (stretches.size() < 2) {
      return stretches;
    }
    List<DayStretch> sorted = new ArrayList<>(stretches);
    sorted.sort(Comparator.comparingInt(DayStretch::fromSecond));
    List<DayStretch> joined = new ArrayList<>(sorted.size());
    DayStretch current = sorted.getFirst();
    for (DayStretch next : sorted.subList(1, sorted.size())) {
      if (next.fromSecond <= current.toSecond) {
        current = new DayStretch(current.fromSecond, Math.max(current.toSecond, next.toSecond));
      } else {
        joined.add(current);
        current = next;
      }
    }
    joined.add(current);
    return joined;
  }

  /** What is left of the hours when some are taken out of them. */
  static List<DayStretch> without(List<DayStretch> stretches, DayStretch closed) {
    List<DayStretch> left = new ArrayList<>(stretches.size() + 1);
    for (DayStretch stretch : stretches) {
      int endBefore = Math.min(stretch.toSecond, closed.fromSecond);
      int startAfter = Math.max(stretch.fromSecond, closed.toSecond);
      if (stretch.fromSecond < endBefore) {
        left.add(new DayStretch(stretch.fromSecond, endBefore));
      }
      if (startAfter < stretch.toSecond) {
        left.add(new DayStretch(startAfter, stretch.toSecond));
      }
    }
    return left;
  }
}
