package care.chevet.reminder;

import care.chevet.feed.Cursor;
import reactor.core.publisher.Mono;

/** How far the feed has been told to people; the same for every replica. */
public interface ReadingPlace {
  Mono<Cursor> now();

  /** Moves on, unless another replica has moved meanwhile; in the caller's transaction. */
  Mono<Boolean> move(Cursor from, Cursor to);
}
