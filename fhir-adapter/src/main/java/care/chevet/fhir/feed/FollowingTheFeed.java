package care.chevet.fhir.feed;

import care.chevet.fhir.service.Backoff;
import care.chevet.fhir.service.ConsultationService;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/**
 * Pulls the feed for ever. A page's effects and the cursor behind it are committed together, so a
 * crash repeats a page or none, and never loses one.
 */
final class FollowingTheFeed {

  private static final Logger log = LoggerFactory.getLogger(FollowingTheFeed.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5));

  /** Keeps us polite towards a feed that answers at once instead of waiting. */
  private static final Duration PAUSE_WHEN_EMPTY = Duration.ofMillis(50);

  private final ConsultationService service;
  private final FeedCursor cursor;
  private final List<FeedListener> listeners;
  private final TransactionOperations transaction;
  private int failures;

  FollowingTheFeed(
      ConsultationService service,
      FeedCursor cursor,
      List<FeedListener> listeners,
      TransactionOperations transaction) {
    this.service = service;
    this.cursor = cursor;
    this.listeners = List.copyOf(listeners);
    this.transaction = transaction;
  }

  Duration step() throws InterruptedException {
    var position = cursor.position();
    try {
      var page = FeedPage.read(service.feed(position, ConsultationService.FEED_WAIT));
      if (failures > 0) {
        log.info("the feed answers again after {} failures", failures);
        failures = 0;
      }
      if (page.next().equals(position)) {
        return PAUSE_WHEN_EMPTY;
      }
      take(position, page);
      return Duration.ZERO;
    } catch (IOException | UnreadableEvent e) {
      failures++;
      log.info("the feed is not reachable ({}): {}", failures, e.toString());
      return BACKOFF.after(failures, ThreadLocalRandom.current()).plusMillis(100);
    }
  }

  private void take(String position, FeedPage page) {
    var kept =
        transaction.execute(_ -> {
          if (!cursor.advance(position, page.next())) {
            return false;
          }
          page.events().forEach(this::apply);
          return true;
        });
    if (Boolean.TRUE.equals(kept)) {
      listeners.forEach(FeedListener::committed);
    }
  }

  private void apply(JsonNode node) {
    FeedEvent event;
    try {
      event = FeedPage.event(node);
    } catch (UnreadableEvent e) {
      var id = node.path("id").asString("without-id-" + node.path("cursor").asString("?"));
      var type = node.path("type").asString("?");
      log.warn("event {} of type {} is set aside: {}", id, type, e.getMessage());
      cursor.setAside(
          id,
          node.path("cursor").asString("?"),
          type,
          String.valueOf(e.getMessage()),
          node.toString());
      return;
    }
    listeners.forEach(listener -> listener.on(event));
  }
}
