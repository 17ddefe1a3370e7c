package care.chevet.signaling.cluster;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Which node keeps which room. */
public interface RoomNodes {
  /**
   * Finds the keeper of a room, and makes this node the keeper if there is none that lives.
   *
   * @param open whether a room that nobody has entered yet is opened here
   * @param dead a node that the caller found dead, whatever its last sign of life said
   */
  CompletionStage<Whereabouts> find(String room, boolean open, Optional<String> dead);
}
