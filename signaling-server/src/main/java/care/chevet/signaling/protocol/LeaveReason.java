package care.chevet.signaling.protocol;

/** Why a session is over. */
public enum LeaveReason implements Word {
  HUNG_UP,
  PAGE_CLOSED,
  LOST,
  ENDED,
  REPLACED,
  NOT_ADMITTED
}
