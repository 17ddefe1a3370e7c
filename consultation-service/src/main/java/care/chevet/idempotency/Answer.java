package care.chevet.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a write, as kept for the next time the same write is sent.
 *
 * @param status an HTTP status
 * @param location path of what was created, if something was
 * @param body JSON, if there is a body
 * @param replayed whether an earlier sending of this write had the effect
 * @param shownOnce JSON to answer in place of the body the first time; never kept
 */
public record Answer(
    int status,
    @Nullable String location,
    @Nullable String body,
    boolean replayed,
    @Nullable String shownOnce) {

  public Answer(int status, @Nullable String location, @Nullable String body, boolean replayed) {
    this(status, location, body, replayed, null);
  }

  /** What to answer this time. */
  public @Nullable String bodyNow() {
    return shownOnce == null ? body : shownOnce;
  }
}
