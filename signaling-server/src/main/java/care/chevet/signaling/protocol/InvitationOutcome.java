package care.chevet.signaling.protocol;

/** What became of an invitation. */
public enum InvitationOutcome implements Word {
  ACCEPTED,
  DECLINED,
  EXPIRED,
  CANCELLED,
  ANSWERED_ELSEWHERE,
  DECLINED_ELSEWHERE
}
