package care.chevet.signaling.cluster;

import java.util.List;
import java.util.Map;

/**
 * What is to be written down of a room: fields with their content, and fields that go.
 *
 * @param token proof of keeping the room, from the claim or the last write
 */
public record Change(Kind kind, long token, Map<String, byte[]> set, List<String> gone) {
  /** How a change relates to what is written already. */
  public enum Kind {
    /** Adds to it. */
    DIFFERENCE,
    /** Replaces it, and claims the room if nobody keeps it. */
    WHOLE,
    /** Ends it: the room is empty. */
    END
  }

  public boolean isNothing() {
    return kind == Kind.DIFFERENCE && set.isEmpty() && gone.isEmpty();
  }
}
