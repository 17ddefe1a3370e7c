package care.chevet.signaling.event;

import care.chevet.signaling.protocol.Role;
import care.chevet.signaling.protocol.Word;
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
  public enum Type implements Word {
    JOINED,
    MEDIA_CONNECTED,
    QUALITY,
    LEFT
  }
}
