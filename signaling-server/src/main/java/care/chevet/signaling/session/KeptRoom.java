package care.chevet.signaling.session;

import care.chevet.signaling.event.RoomEvent;
import care.chevet.signaling.limit.TokenBucket;
import care.chevet.signaling.room.Room;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A room that this node keeps, with its sessions and what of it is still to be written down. */
final class KeptRoom {
  private static final int MESSAGES_PER_SECOND = 200;
  private static final int MESSAGES_BURST = 2000;

  final String id;
  final Map<String, Session> sessions = new LinkedHashMap<>();
  final TokenBucket messages;

  /** Sessions that an input touched: owed letters, or worth writing down. Seldom more than two. */
  private final ArrayList<Session> touched = new ArrayList<>(2);

  /** Room events that the outside has not taken yet; empty where nothing is written down. */
  final Map<UUID, RoomEvent> owed = new LinkedHashMap<>();

  Room state;
  boolean gone;

  KeptRoom(String id, Room state, long nowMillis) {
    this.id = id;
    this.state = state;
    this.messages = new TokenBucket(MESSAGES_PER_SECOND, MESSAGES_BURST, nowMillis);
  }

  void touch(Session session) {
    if (!touched.contains(session)) {
      touched.add(session);
    }
  }

  void untouch(Session session) {
    touched.remove(session);
  }

  boolean isTouched() {
    return !touched.isEmpty();
  }

  /** The sessions touched since this was last called. */
  List<Session> takeTouched() {
    List<Session> taken = List.copyOf(touched);
    touched.clear();
    return taken;
  }
}
