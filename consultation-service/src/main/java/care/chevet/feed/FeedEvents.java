package care.chevet.feed;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * The committed events, in an order that never changes behind a reader: what a page leaves out
 * comes after its cursor, also when a transaction that began long before commits long after. The
 * events of one subject come in the order of its changes.
 */
public interface FeedEvents {

  /** An event without its snapshot: enough to know what changed. */
  record Mark(Cursor cursor, String type, Subject subject) {}

  /** An event as machines read it; the snapshot is a JSON object. */
  record Event(
      Cursor cursor,
      UUID id,
      String type,
      Instant occurredAt,
      Subject subject,
      String snapshotJson) {}

  /**
   * What follows a cursor.
   *
   * @param next the cursor of the last item, or the one asked for if there is none
   * @param heldBack whether there is nothing yet only because a transaction that may come first is
   *     still open
   */
  record Page<T>(List<T> items, Cursor next, boolean heldBack) {
    public Page {
      items = List.copyOf(items);
    }
  }

  Mono<Page<Event>> after(Cursor cursor, int limit);

  Mono<Page<Mark>> marksAfter(Cursor cursor, int limit);

  /** The cursor of the last event that can be read now. */
  Mono<Cursor> last();
}
