package care.chevet.signaling.protocol;

/** Which candidates may be used. */
public enum IcePolicy implements Word {
  ALL,
  RELAY
}
