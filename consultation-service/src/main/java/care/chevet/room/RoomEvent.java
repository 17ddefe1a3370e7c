package care.chevet.room;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a room: {@code contracts/room-events.json}.
 *
 * @param session the presence of one person, which outlives a socket
 * @param tier the bandwidth tier then, for {@code media-connected} and {@code quality}
 */
public record RoomEvent(
    UUID id,
    Type type,
    Instant at,
    String session,
    UUID person,
    String role,
    @Nullable String tier,
    @Nullable String reason) {

  /** What kind of thing. */
  public enum Type {
    JOINED("joined"),
    MEDIA_CONNECTED("media-connected"),
    QUALITY("quality"),
    LEFT("left");

    private final String code;

    Type(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    public static Optional<Type> of(String code) {
      return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
    }
  }
}
