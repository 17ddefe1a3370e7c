package care.chevet.resident;

/**
 * How far an identity can be relied on, as the French reference frame of health identity grades it.
 */
public enum IdentityStatus {
  /** Typed in, nothing checked. */
  PROVISIONAL("provisional"),
  /** Fetched from the national service, no document checked. */
  RETRIEVED("retrieved"),
  /** A document was checked, the national service was not. */
  VALIDATED("validated"),
  /** Both: only then may the INS leave the house. */
  QUALIFIED("qualified");

  private final String code;

  IdentityStatus(String code) {
    this.code = code;
  }

  /** Its name on the wire and in the database. */
  public String code() {
    return code;
  }

  public static IdentityStatus of(String code) {
    for (IdentityStatus status : values()) {
      if (status.code.equals(code)) {
        return status;
      }
    }
    throw new IllegalArgumentException("no such identity status: " + code);
  }
}
