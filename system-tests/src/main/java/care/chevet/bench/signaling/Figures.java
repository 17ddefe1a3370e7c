package care.chevet.bench.signaling;

import java.util.List;
import java.util.Locale;

/** Several measurements of one thing, as a median and a range. */
final class Figures {
  private Figures() {}

  /** NaN when nothing was measured. */
  static double median(List<Double> values) {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  static String shown(List<Double> values) {
    if (values.isEmpty()) {
      return "not measured";
    }
    List<Double> sorted = values.stream().sorted().toList();
    return String.format(
        Locale.ROOT, "%.2f (%.2f–%.2f)", median(values), sorted.getFirst(), sorted.getLast());
  }
}
