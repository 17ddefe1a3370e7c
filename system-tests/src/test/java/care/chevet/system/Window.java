package care.chevet.system;

import care.chevet.bench.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One person's window as the console is: it asks again, with the same key, until it is answered,
 * and keeps the live stream open.
 */
final class Window {

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  private final LoadRun run;
  private final Session session;
  private final Map<String, JsonNode> told = new ConcurrentHashMap<>();

  Window(LoadRun run, Session session) {
    this.run = run;
    this.session = session;
  }

  LoadRun.Reply get(String path) throws InterruptedException {
    return run.answered(request(path).GET().build());
  }

  LoadRun.Reply post(String path, String body) throws InterruptedException {
    return run.answered(write(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  LoadRun.Reply put(String path, String body) throws InterruptedException {
    return run.answered(write(path).PUT(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  private HttpRequest.Builder write(String path) {
    return request(path)
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .header("X-XSRF-TOKEN", session.csrf());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(run.console().resolve(path))
        .timeout(ANSWER_WITHIN)
        .header("Accept", "application/json, application/problem+json")
        .header("Cookie", session.cookies());
  }

  /** What the live stream last told of a consultation; null if it told nothing. */
  JsonNode told(String consultation) {
    return told.get(consultation);
  }

  /** Reads the live stream, and opens it again where it broke off, until the client is closed. */
  void watch() throws InterruptedException {
    String cursor = null;
    while (!run.http().isTerminated()) {
      HttpRequest.Builder asking =
          HttpRequest.newBuilder(run.console().resolve("/api/v1/live"))
              .header("Accept", "text/event-stream, application/problem+json")
              .header("Cookie", session.cookies());
      if (cursor != null) {
        asking.header("Last-Event-ID", cursor);
      }
      cursor = readUntilItBreaks(asking.build(), cursor);
      LockSupport.parkNanos(LoadRun.ASKED_AGAIN_AFTER.toNanos());
    }
  }

  /** Answers the cursor to come back with. */
  private String readUntilItBreaks(HttpRequest request, String resumed)
      throws InterruptedException {
    String cursor = resumed;
    String event = "";
    Instant from = Instant.now();
    try {
      var answer = run.http().send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (var lines =
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
        if (answer.statusCode() >= LoadRun.SERVER_ERROR) {
          run.outages().answered("GET live", from, answer.statusCode(), lines.readLine());
          return cursor;
        }
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("id:")) {
            cursor = line.substring(3).strip();
          } else if (line.startsWith("event:")) {
            event = line.substring(6).strip();
          } else if (line.startsWith("data:") && event.equals("consultation")) {
            JsonNode view = JsonMapper.shared().readTree(line.substring(5));
            told.put(view.required("id").asString(), view);
          }
        }
      }
    } catch (IOException e) {
      // An open stream breaks whenever the service dies, and at the end of the run.
      return cursor;
    }
    return cursor;
  }
}
