package care.chevet.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What everybody in one run under load shares.
 *
 * @param thinking how long a person pauses before she goes on, on average
 * @param over open once nothing new is to be begun
 */
record LoadRun(
    HttpClient http, URI console, Outages outages, Duration thinking, CountDownLatch over) {

  static final Duration ASKED_AGAIN_AFTER = Duration.ofSeconds(1);
  static final int SERVER_ERROR = 500;

  private static final int TOO_MANY = 429;
  private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(5);

  /** An answer that is more than "not now". */
  record Reply(int status, String body) {
    JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }
  }

  /** Waits as a person thinks, or until the run is over; answers whether it goes on. */
  boolean think() throws InterruptedException {
    long mean = thinking.toMillis();
    long wait = ThreadLocalRandom.current().nextLong(mean / 2, mean * 3 / 2);
    return !over.await(wait, TimeUnit.MILLISECONDS);
  }

  /** Asks, with the same key, until there is an answer, and keeps note of each failure. */
  Reply answered(HttpRequest request) throws InterruptedException {
    String name = request.method() + " " + request.uri().getPath();
    Instant end = Instant.now().plus(ANSWERED_WITHIN);
    while (Instant.now().isBefore(end)) {
      Instant from = Instant.now();
      try {
        HttpResponse<String> answer =
            http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (answer.statusCode() >= SERVER_ERROR) {
          outages.answered(name, from, answer.statusCode(), answer.body());
        } else if (answer.statusCode() != TOO_MANY) {
          return new Reply(answer.statusCode(), answer.body());
        }
      } catch (IOException e) {
        outages.broken(name, from, e);
      }
      LockSupport.parkNanos(ASKED_AGAIN_AFTER.toNanos());
    }
    throw new IllegalStateException(name + " was not answered within " + ANSWERED_WITHIN);
  }
}
