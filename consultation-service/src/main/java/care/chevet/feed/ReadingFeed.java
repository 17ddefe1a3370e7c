package care.chevet.feed;

import care.chevet.feed.FeedEvents.Event;
import care.chevet.feed.FeedEvents.Page;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the feed, and waits for the next event if there is none yet. */
public final class ReadingFeed {
  public static final int LIMIT_MAX = 500;
  public static final Duration WAIT_MAX = Duration.ofSeconds(20);

  private final FeedEvents events;
  private final Wakeups wakeups;

  public ReadingFeed(FeedEvents events, Wakeups wakeups) {
    this.events = events;
    this.wakeups = wakeups;
  }

  /** The first page after the cursor that is not empty, or the empty one when the wait is over. */
  public Mono<Page<Event>> read(Cursor after, int limit, Duration wait) {
    var now = events.after(after, limit);
    if (wait.isZero()) {
      return now;
    }
    // The signals first: what commits during the first read must not go unheard.
    return Flux.merge(wakeups.signals(), Flux.just(0L))
        .onBackpressureLatest()
        .concatMap(_ -> HeldBack.retry(now), 1)
        .filter(page -> !page.items().isEmpty())
        .next()
        .timeout(wait, now);
  }
}
