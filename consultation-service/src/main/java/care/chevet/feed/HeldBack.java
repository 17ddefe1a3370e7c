package care.chevet.feed;

import care.chevet.feed.FeedEvents.Page;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Reads again, soon and then less soon, while events are there that an open transaction holds back:
 * its commit need not wake anybody.
 */
public final class HeldBack {
  private static final Duration FIRST = Duration.ofMillis(5);
  private static final Duration LONGEST = Duration.ofMillis(500);

  private HeldBack() {}

  public static <T> Mono<Page<T>> retry(Mono<Page<T>> read) {
    return retry(read, FIRST);
  }

  private static <T> Mono<Page<T>> retry(Mono<Page<T>> read, Duration pause) {
    return read.flatMap(page ->
        page.heldBack()
            ? Mono.delay(pause).then(Mono.defer(() -> retry(read, longer(pause))))
            : Mono.just(page));
  }

  private static Duration longer(Duration pause) {
    var doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }
}
