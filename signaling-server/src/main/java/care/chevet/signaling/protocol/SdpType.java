package care.chevet.signaling.protocol;

/** The kind of a session description. */
public enum SdpType implements Word {
  OFFER,
  ANSWER,
  PRANSWER,
  ROLLBACK
}
