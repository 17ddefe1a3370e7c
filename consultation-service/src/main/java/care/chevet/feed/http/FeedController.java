package care.chevet.feed.http;

import care.chevet.access.OnBehalf;
import care.chevet.feed.Cursor;
import care.chevet.feed.FeedEvents;
import care.chevet.feed.ReadingFeed;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import java.time.Duration;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The feed for machines: {@code contracts/consultation-event.json}, {@code
 * contracts/resident-event.json}.
 */
@RestController
final class FeedController {
  private final ReadingFeed feed;
  private final Stopping stopping;
  private final Problems problems;
  private final JsonMapper json;

  FeedController(ReadingFeed feed, Stopping stopping, Problems problems, JsonMapper json) {
    this.feed = feed;
    this.stopping = stopping;
    this.problems = problems;
    this.json = json;
  }

  /** Events after a cursor; waits for one, at most the given time, if there is none yet. */
  @GetMapping(path = "/api/v1/feed", produces = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<Object>> read(
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(defaultValue = "0") int waitSeconds,
      ServerWebExchange exchange) {
    if (limit < 1 || limit > ReadingFeed.LIMIT_MAX) {
      return refused(Refusal.malformed("invalid_parameter", "limit"), exchange);
    }
    if (waitSeconds < 0 || waitSeconds > ReadingFeed.WAIT_MAX.toSeconds()) {
      return refused(Refusal.malformed("invalid_parameter", "waitSeconds"), exchange);
    }
    var cursor = after.isEmpty() ? Cursor.START : Cursor.of(after).orElse(null);
    if (cursor == null) {
      return refused(Refusal.malformed("cursor_malformed"), exchange);
    }
    var wait = Duration.ofSeconds(waitSeconds);
    var withoutWait = Mono.defer(() -> feed.read(cursor, limit, Duration.ZERO));
    // From where it is asked is of no interest: reading the feed leaves nothing on the trail.
    return Mono.firstWithSignal(feed.read(cursor, limit, wait), stopping.begun().then(withoutWait))
        .contextWrite(OnBehalf::ofTheService)
        .map(page -> ResponseEntity.ok().body(document(page)));
  }

  private Mono<ResponseEntity<Object>> refused(Refusal refusal, ServerWebExchange exchange) {
    return Mono.just(problems.answer(refusal, exchange));
  }

  /**
   * Put together as text: the snapshots are JSON already, and parsing them again would only cost.
   */
  private String document(FeedEvents.Page<FeedEvents.Event> page) {
    var events = page.items().stream().map(this::document).collect(Collectors.joining(","));
    return "{\"events\":[" + events + "],\"next\":\"" + page.next().text() + "\"}";
  }

  private String document(FeedEvents.Event event) {
    var envelope =
        json.createObjectNode()
            .put("cursor", event.cursor().text())
            .put("id", event.id().toString())
            .put("type", event.type())
            .put("occurredAt", event.occurredAt().toString());
    envelope
        .putObject("subject")
        .put("kind", event.subject().kind())
        .put("id", event.subject().id().toString());
    var opened = envelope.toString();
    return opened.substring(0, opened.length() - 1)
        + ",\""
        + event.subject().kind()
        + "\":"
        + event.snapshotJson()
        + "}";
  }
}
