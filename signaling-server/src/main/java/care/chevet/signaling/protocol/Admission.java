package care.chevet.signaling.protocol;

/** Where a session stands towards the call. */
public enum Admission implements Word {
  ADMITTED,
  KNOCKING,
  STANDING_BY
}
