package care.chevet.system;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * When something was down, and every request that failed: so that afterwards each failure can be
 * held against the faults that were made.
 */
final class Outages {

  private static final int UNAVAILABLE = 503;

  /** What the console's requests cannot do without while it starts again. */
  private static final List<String> NEEDED = List.of("consultation-service", "postgresql");

  private record Outage(String process, Instant from, Instant until) {}

  /**
   * A request that was answered 5xx, or, with status 0, not at all.
   *
   * @param said the stable code of the problem, or the fault of the connection
   */
  private record Failure(String request, Instant from, Instant until, int status, String said) {}

  private final RunningChevet chevet;
  private final List<Outage> outages = new CopyOnWriteArrayList<>();
  private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();

  Outages(RunningChevet chevet) {
    this.chevet = chevet;
  }

  /** Kills a process and waits until it, and the service, are back; answers how long that took. */
  Duration of(String process) {
    Instant from = Instant.now();
    long formerPid = chevet.pid(process);
    chevet.kill(process);
    chevet.awaitRestart(process, formerPid);
    Instant until = Instant.now();
    outages.add(new Outage(process, from, until));
    return Duration.between(from, until);
  }

  void answered(String request, Instant from, int status, String body) {
    failures.add(new Failure(request, from, Instant.now(), status, code(body)));
  }

  void broken(String request, Instant from, IOException fault) {
    failures.add(new Failure(request, from, Instant.now(), 0, fault.toString()));
  }

  int failed() {
    return failures.size();
  }

  /** The failures that no outage accounts for, as sentences. */
  List<String> unexplained() {
    List<String> found = new ArrayList<>();
    for (Failure failure : failures) {
      if (outages.stream().noneMatch(outage -> explains(outage, failure))) {
        found.add(failure.toString());
      }
    }
    return found;
  }

  /** A connection breaks only when the service dies; what it answers meanwhile is 503 and why. */
  private static boolean explains(Outage outage, Failure failure) {
    boolean meanwhile = failure.until.isAfter(outage.from) && failure.from.isBefore(outage.until);
    boolean inForm =
        failure.status == 0
            ? outage.process.equals("consultation-service")
            : failure.status == UNAVAILABLE && !failure.said.isEmpty();
    return meanwhile && inForm && NEEDED.contains(outage.process);
  }

  private static String code(String body) {
    try {
      return JsonMapper.shared().readTree(body).path("code").asString("");
    } catch (JacksonException e) {
      return "";
    }
  }
}
