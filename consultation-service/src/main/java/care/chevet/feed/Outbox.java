package care.chevet.feed;

import java.time.Instant;
import reactor.core.publisher.Mono;

/**
 * Where a transaction leaves the events that tell of what it changed: they are committed with the
 * change or not at all.
 */
public interface Outbox {

  /**
   * Appends an event in the caller's transaction, and wakes the readers when it commits. The caller
   * holds the lock on the subject's row (it has just written it), so that the events of one subject
   * keep their order in the feed.
   *
   * @param type {@code kind.verb}, such as {@code consultation.accepted}
   * @param snapshotJson the whole subject after the change, a JSON object
   */
  Mono<Void> append(String type, Subject subject, Instant occurredAt, String snapshotJson);
}
