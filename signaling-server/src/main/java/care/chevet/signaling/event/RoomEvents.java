package care.chevet.signaling.event;

/** Where room events go. Taking one never waits. */
public interface RoomEvents {
  /**
   * Takes an event.
   *
   * @param taken called when the event has reached its reader, or was refused for good
   */
  void report(String room, RoomEvent event, Runnable taken);
}
