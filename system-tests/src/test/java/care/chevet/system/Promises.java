package care.chevet.system;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Every write that was acknowledged, by consultation, to be asked for again at the end. */
final class Promises {

  /** What was acknowledged of one consultation, and the window that may read it. */
  static final class Promise {
    private final Window nurse;
    private final String question;
    private final Queue<Integer> heartRates = new ConcurrentLinkedQueue<>();

    /** Names of instants and of what else the view must hold. */
    private final Queue<String> steps = new ConcurrentLinkedQueue<>();

    private volatile String physician = "";
    private volatile String report = "";

    private Promise(Window nurse, String question) {
      this.nurse = nurse;
      this.question = question;
    }

    void heartRate(int beatsPerMinute) {
      heartRates.add(beatsPerMinute);
    }

    void step(String instant) {
      steps.add(instant);
    }

    void acceptedBy(String name) {
      physician = name;
      steps.add("acceptedAt");
    }

    void signed(String text) {
      report = text;
      steps.add("reportedAt");
    }

    boolean signed() {
      return !report.isEmpty();
    }

    int writes() {
      return 1 + heartRates.size() + steps.size();
    }

    Window nurse() {
      return nurse;
    }

    /** What is missing from the consultation as it is read back. */
    Stream<String> broken(JsonNode view) {
      Stream<String> missing = steps.stream().filter(step -> !view.hasNonNull(step));
      Stream<String> unmeasured =
          heartRates.stream()
              .filter(rate ->
                  view.path("vitals")
                      .valueStream()
                      .noneMatch(vital -> vital.path("beatsPerMinute").asInt(0) == rate))
              .map(rate -> "heart rate " + rate);
      return Stream.of(
              missing,
              unmeasured,
              differs("question", question, view.path("question")),
              physician.isEmpty()
                  ? Stream.<String>empty()
                  : differs("physician", physician, view.path("physician").path("displayName")),
              report.isEmpty()
                  ? Stream.<String>empty()
                  : differs("report", report, view.path("report").path("text")))
          .flatMap(found -> found);
    }

    private static Stream<String> differs(String what, String promised, JsonNode read) {
      return promised.equals(read.asString(""))
          ? Stream.empty()
          : Stream.of(what + " is " + read + " and was to be " + promised);
    }
  }

  private final Map<String, Promise> byConsultation = new ConcurrentHashMap<>();

  Promise requested(String consultation, Window nurse, String question) {
    return byConsultation.computeIfAbsent(consultation, _ -> new Promise(nurse, question));
  }

  /** The promise of a consultation; null for one whose request's answer has not arrived yet. */
  Promise of(String consultation) {
    return byConsultation.get(consultation);
  }

  Map<String, Promise> all() {
    return Map.copyOf(byConsultation);
  }

  long signed() {
    return byConsultation.values().stream().filter(Promise::signed).count();
  }

  int writes() {
    return byConsultation.values().stream().mapToInt(Promise::writes).sum();
  }
}
