package care.chevet.scheduling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What already takes the time of those who would meet.
 *
 * @param physician the physician's consultations with their buffers, in order; disjoint as they
 *     come, and complete for every local day that a daily cap is to be counted on
 * @param others what occupies the resident, the nurse, the kit or the room, in order; joined where
 *     one's time overlaps another's
 */
public record Commitments(List<Interval> physician, List<Interval> others) {

  public static final Commitments NONE = new Commitments(List.of(), List.of());

  public Commitments {
    physician = inOrder(physician);
    others = joined(inOrder(others));
  }

  private static List<Interval> inOrder(List<Interval> intervals) {
    for (int i = 1; i < intervals.size(); i++) {
      if (intervals.get(i).start().isBefore(intervals.get(i - 1).start())) {
        return intervals.stream().sorted(Comparator.comparing(Interval::start)).toList();
      }
    }
    return List.copyOf(intervals);
  }

  private static List<Interval> joined(List<Interval> sorted) {
    List<Interval> joined = new ArrayList<>(sorted.size());
    for (Interval next : sorted) {
      if (!joined.isEmpty() && joined.getLast().overlaps(next)) {
        Interval last = joined.removeLast();
        joined.add(
            new Interval(last.start(), next.end().isAfter(last.end()) ? next.end() : last.end()));
      } else {
        joined.add(next);
      }
    }
    return List.copyOf(joined);
  }
}
