package care.chevet.signaling.protocol;

/** How well a client receives. */
public enum Level implements Word {
  GOOD,
  FAIR,
  POOR
}
