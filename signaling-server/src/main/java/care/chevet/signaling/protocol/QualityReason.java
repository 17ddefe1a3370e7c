package care.chevet.signaling.protocol;

/** What limits the quality. */
public enum QualityReason implements Word {
  BANDWIDTH,
  LOSS,
  DELAY,
  CPU,
  USER
}
