package care.chevet.signaling.cluster;

/** Who answers for the rooms of this node when nodes die, or are thought dead. */
public interface Custody {
  /** Takes in a room whose node died. */
  void adopt(String room, Whereabouts.Here here);

  /** Looks whether a room is still kept here: another node took it for one of a dead node. */
  void contested(String room);
}
