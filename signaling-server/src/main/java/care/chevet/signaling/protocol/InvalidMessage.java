package care.chevet.signaling.protocol;

/** A message that breaks its own rules; {@link FrameReader} turns it into a refusal. */
public final class InvalidMessage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  InvalidMessage(ErrorCode code, String detail) {
    super(detail, null, false, false);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }

  static void require(boolean holds, String field) {
    if (!holds) {
      throw new InvalidMessage(ErrorCode.INVALID_FIELD, field);
    }
  }

  static void requireId(String value, String field) {
    require(!value.isEmpty() && value.length() <= Limits.ID_CHARS_MAX, field);
  }
}
