package care.chevet.signaling.event;

/** Where room events go. Taking one never waits. */
public interface RoomEvents {
  void report(String room, RoomEvent event);
}
