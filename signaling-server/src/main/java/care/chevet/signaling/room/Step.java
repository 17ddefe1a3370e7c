package care.chevet.signaling.room;

import java.util.List;

/** What an input makes of a room. */
public record Step(Room room, List<RoomEffect> effects) {
  public Step {
    effects = List.copyOf(effects);
  }
}
