package care.chevet.live;

import care.chevet.access.OnBehalf;
import care.chevet.feed.Cursor;
import care.chevet.feed.FeedEvents;
import care.chevet.feed.FeedEvents.Mark;
import care.chevet.feed.HeldBack;
import care.chevet.feed.ReadingFeed;
import care.chevet.feed.Wakeups;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * The newest part of the feed, read once for everybody who watches: one query per commit and
 * replica, however many people look on. Who comes back from further away reads the rest from the
 * feed itself.
 */
public final class LiveTail implements AutoCloseable {
  private static final int MARKS_MAX = 2_000;
  private static final Duration RETRY_FIRST = Duration.ofMillis(200);
  private static final Duration RETRY_LONGEST = Duration.ofSeconds(5);

  private final FeedEvents events;
  private final ConcurrentNavigableMap<Cursor, Mark> marks = new ConcurrentSkipListMap<>();
  private final Sinks.Many<Cursor> moved = Sinks.many().multicast().directBestEffort();
  private final Disposable reading;

  /**
   * Everything after this is in {@link #marks}; null until the first read has told where the feed
   * ends.
   */
  private volatile @org.jspecify.annotations.Nullable Cursor since;

  private volatile Cursor last = Cursor.START;

  public LiveTail(FeedEvents events, Wakeups wakeups) {
    this.events = events;
    this.reading =
        events
            .last()
            .doOnNext(this::begin)
            .thenMany(Flux.merge(wakeups.signals(), Flux.just(0L)))
            .onBackpressureLatest()
            .concatMap(_ -> catchUp(), 1)
            .retryWhen(
                Retry.backoff(Long.MAX_VALUE, RETRY_FIRST)
                    .maxBackoff(RETRY_LONGEST)
                    .transientErrors(true))
            .contextWrite(OnBehalf::ofTheService)
            .subscribe();
  }

  private void begin(Cursor end) {
    if (since == null) {
      since = end;
      last = end;
    }
  }

  private Mono<Void> catchUp() {
    return HeldBack.retry(Mono.defer(() -> events.marksAfter(last, ReadingFeed.LIMIT_MAX)))
        .doOnNext(this::take)
        .flatMap(page -> page.items().isEmpty() ? Mono.empty() : Mono.defer(this::catchUp));
  }

  private void take(FeedEvents.Page<Mark> page) {
    if (page.items().isEmpty()) {
      return;
    }
    page.items().forEach(mark -> marks.put(mark.cursor(), mark));
    last = page.next();
    while (marks.size() > MARKS_MAX) {
      // The bound moves before the mark goes: a reader between the two asks the feed instead.
      since = marks.firstKey();
      marks.pollFirstEntry();
    }
    var _ = moved.tryEmitNext(last);
  }

  /** Where the feed ends, as far as this replica has read. */
  public Cursor last() {
    return last;
  }

  /** A signal when there is more to read; the newest stands for those before it. */
  public Flux<Cursor> moved() {
    return moved.asFlux().onBackpressureLatest();
  }

  /** What follows the cursor, at most {@link ReadingFeed#LIMIT_MAX} marks. */
  public Mono<List<Mark>> after(Cursor cursor) {
    return Mono.defer(() -> {
      var found =
          marks.tailMap(cursor, false).values().stream().limit(ReadingFeed.LIMIT_MAX).toList();
      var bound = since;
      return bound != null && cursor.compareTo(bound) >= 0
          ? Mono.just(found)
          // Marks say of whom there is news, and nothing of it: who may see that is asked for each.
          : events
              .marksAfter(cursor, ReadingFeed.LIMIT_MAX)
              .map(FeedEvents.Page::items)
              .contextWrite(OnBehalf::ofTheService);
    });
  }

  @Override
  public void close() {
    reading.dispose();
  }
}
