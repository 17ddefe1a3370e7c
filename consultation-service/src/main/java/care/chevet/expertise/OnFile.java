package care.chevet.expertise;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An expertise as it lies in the database.
 *
 * @param draft what the expert has written and not signed
 * @param followedBy the consultation that goes on from it, if one does
 */
public record OnFile(
    Expertise expertise,
    long version,
    @Nullable String draft,
    @Nullable UUID followedBy,
    List<Message> messages) {

  public OnFile {
    messages = List.copyOf(messages);
  }

  /**
   * What expert or nurse wrote about pieces.
   *
   * @param kind {@code pieces-wanted} or {@code pieces}
   */
  public record Message(String kind, UUID by, Instant at, String text) {

    public static final int CHARACTERS_MAX = 2_000;
  }
}
