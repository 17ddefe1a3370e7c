package care.chevet.feed;

import java.util.UUID;

/**
 * What an event is about.
 *
 * @param kind {@code consultation} or {@code resident}; it also names the snapshot's field in the
 *     event
 */
public record Subject(String kind, UUID id) {
  public Subject {
    if (!kind.matches("[a-z][a-z-]*")) {
      throw new IllegalArgumentException("a subject's kind is a lower-case noun: " + kind);
    }
  }
}
