package care.chevet.signaling.protocol;

import java.util.Locale;

/** Why a message was not acted on, with what the client may do about it. */
public enum ErrorCode {
  SEQ_GAP(Retry.NOW),
  RATE_LIMITED(Retry.LATER),
  UNKNOWN_RECIPIENT(Retry.NEVER),
  NOT_ADMITTED(Retry.NEVER),
  NOT_ALLOWED(Retry.NEVER),
  SDP_TOO_LARGE(Retry.NEVER),
  TOO_MANY_CANDIDATES(Retry.NEVER),
  UNKNOWN_TYPE(Retry.NEVER),
  UNKNOWN_FIELD(Retry.NEVER),
  INVALID_FIELD(Retry.NEVER),
  UNKNOWN_INVITATION(Retry.NEVER),
  HELD_TOO_MUCH(Retry.NEVER);

  /** When the same message may be sent again. */
  public enum Retry {
    NEVER,
    NOW,
    LATER
  }

  private final Retry retry;

  ErrorCode(Retry retry) {
    this.retry = retry;
  }

  public Retry retry() {
    return retry;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
