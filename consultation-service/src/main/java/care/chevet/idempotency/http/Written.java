package care.chevet.idempotency.http;

import org.jspecify.annotations.Nullable;

/**
 * What a write answers when it has been done.
 *
 * @param location path of what it created, if it did
 * @param body what to write as JSON, if anything
 */
public record Written(int status, @Nullable String location, @Nullable Object body) {
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;

  public static Written ok(Object body) {
    return new Written(OK, null, body);
  }

  public static Written created(String location, Object body) {
    return new Written(CREATED, location, body);
  }

  public static Written noContent() {
    return new Written(NO_CONTENT, null, null);
  }
}
