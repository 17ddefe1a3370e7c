package care.chevet.fhir.service;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the owed calls, one at a time, until the consultation service accepts each. */
final class SettlingCalls {

  private static final Logger log = LoggerFactory.getLogger(SettlingCalls.class);
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

  private final PendingCalls calls;
  private final ConsultationService service;
  private final Clock clock;

  SettlingCalls(PendingCalls calls, ConsultationService service, Clock clock) {
    this.calls = calls;
    this.service = service;
    this.clock = clock;
  }

  Duration step() throws InterruptedException {
    var claimed = calls.claim(clock.instant(), LEASE);
    if (claimed.isEmpty()) {
      return IDLE;
    }
    settle(claimed.get());
    return Duration.ZERO;
  }

  private void settle(PendingCalls.PendingCall call) throws InterruptedException {
    try {
      var answer = service.call(call.method(), call.path(), call.body());
      if (answer.accepted()) {
        calls.settled(call);
      } else if (finalRefusal(answer.status())) {
        log.warn("consultation service refused {} with {}", call.method(), answer.status());
        calls.refused(call, "HTTP " + answer.status() + " " + answer.body());
      } else {
        later(call);
      }
    } catch (IOException e) {
      log.info("consultation service not reachable: {}", e.getClass().getSimpleName());
      later(call);
    }
  }

  private void later(PendingCalls.PendingCall call) {
    var wait = BACKOFF.after(call.attempts(), ThreadLocalRandom.current());
    calls.retryAt(call, clock.instant().plus(wait));
  }

  /** 401, 403 and 404 heal when configuration or data catch up; a malformed call never does. */
  private static boolean finalRefusal(int status) {
    return switch (status) {
      case 400, 405, 409, 410, 413, 415, 422 -> true;
      default -> false;
    };
  }
}
