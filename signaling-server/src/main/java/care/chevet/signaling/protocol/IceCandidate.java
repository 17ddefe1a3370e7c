package care.chevet.signaling.protocol;

import org.jspecify.annotations.Nullable;

/** A candidate as RTCIceCandidateInit writes it; an empty {@code candidate} ends the gathering. */
public record IceCandidate(
    String candidate,
    @Nullable String sdpMid,
    @Nullable Integer sdpMLineIndex,
    @Nullable String usernameFragment) {
  public IceCandidate {
    InvalidMessage.require(candidate.length() <= Limits.CANDIDATE_CHARS_MAX, "candidate");
    InvalidMessage.require(sdpMid == null || sdpMid.length() <= Limits.ID_CHARS_MAX, "sdpMid");
    InvalidMessage.require(
        sdpMLineIndex == null || (sdpMLineIndex >= 0 && sdpMLineIndex < 256), "sdpMLineIndex");
    InvalidMessage.require(
        usernameFragment == null || usernameFragment.length() <= 256, "usernameFragment");
  }

  /** Whether it may be used where only relayed traffic is allowed. */
  boolean relayed() {
    return candidate.isEmpty() || candidate.contains(" typ relay");
  }
}
