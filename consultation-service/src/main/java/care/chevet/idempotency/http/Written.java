package care.chevet.idempotency.http;

import org.jspecify.annotations.Nullable;

/**
 * What a write answers when it has been done.
 *
 * @param location path of what it created, if it did
 * @param body what to write as JSON, if anything; it is kept for whoever sends the write again
 * @param shownOnce what to write in its place the first time, because it holds a secret; never kept
 */
public record Written(
    int status, @Nullable String location, @Nullable Object body, @Nullable Object shownOnce) {
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;

  public Written(int status, @Nullable String location, @Nullable Object body) {
    this(status, location, body, null);
  }

  public static Written ok(Object body) {
    return new Written(OK, null, body);
  }

  public static Written created(String location, Object body) {
    return new Written(CREATED, location, body);
  }

  public static Written createdWithSecret(String location, Object body, Object shownOnce) {
    return new Written(CREATED, location, body, shownOnce);
  }

  public static Written noContent() {
    return new Written(NO_CONTENT, null, null);
  }
}
