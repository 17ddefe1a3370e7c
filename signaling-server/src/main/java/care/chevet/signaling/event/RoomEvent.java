package care.chevet.signaling.event;

import care.chevet.signaling.protocol.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that happened in a room and that consultation-service should know. */
public record RoomEvent(
    UUID id,
    Type type,
    Instant at,
    String session,
    String person,
    Role role,
    @Nullable String tier,
    @Nullable String reason) {

  /** The kinds of events. */
  public enum Type {
    JOINED("joined"),
    MEDIA_CONNECTED("media-connected"),
    QUALITY("quality"),
    LEFT("left");

    private final String wireName;

    Type(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }
  }
}
