package care.chevet.room;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads off a room's events when the session began. */
final class Presence {
  private static final Set<String> BOTH_SIDES = Set.of("nurse", "physician");

  private Presence() {}

  /** When media first flowed, or else both sides were first in the room together. */
  static Optional<Instant> sessionStart(List<RoomEvent> inOrder) {
    return inOrder.stream()
        .filter(event -> event.type() == RoomEvent.Type.MEDIA_CONNECTED)
        .map(RoomEvent::at)
        .findFirst()
        .or(() -> bothPresent(inOrder));
  }

  private static Optional<Instant> bothPresent(List<RoomEvent> inOrder) {
    Map<String, String> roleOfSession = new HashMap<>();
    for (var event : inOrder) {
      switch (event.type()) {
        case JOINED -> roleOfSession.put(event.session(), event.role());
        case LEFT -> roleOfSession.remove(event.session());
        case MEDIA_CONNECTED, QUALITY -> {}
      }
      if (new HashSet<>(roleOfSession.values()).containsAll(BOTH_SIDES)) {
        return Optional.of(event.at());
      }
    }
    return Optional.empty();
  }
}
