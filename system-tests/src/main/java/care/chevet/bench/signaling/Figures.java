package care.chevet.bench.signaling;

import java.util.List;
import java.util.Locale;

/** Several measurements of one thing, as a median and a range. */
final class Figures {
  private Figures() {}

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  static String shown(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return String.format(
        Locale.ROOT, "%.2f (%.2f–%.2f)", median(values), sorted.getFirst(), sorted.getLast());
  }
}
