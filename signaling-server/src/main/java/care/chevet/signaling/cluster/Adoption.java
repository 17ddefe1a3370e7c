package care.chevet.signaling.cluster;

/** Who takes in a room whose node died. */
public interface Adoption {
  void take(String room, Whereabouts.Here here);
}
