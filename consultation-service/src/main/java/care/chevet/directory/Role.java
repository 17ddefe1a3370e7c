package care.chevet.directory;

/** What a person is in Chevet. It comes from this directory, never from a token. */
public enum Role {
  NURSE("nurse"),
  PHYSICIAN("physician"),
  COORDINATOR("coordinator"),
  OPERATOR("operator");

  private final String code;

  Role(String code) {
    this.code = code;
  }

  /** Its name on the wire and in the database. */
  public String code() {
    return code;
  }

  public static Role of(String code) {
    for (Role role : values()) {
      if (role.code.equals(code)) {
        return role;
      }
    }
    throw new IllegalArgumentException("no such role: " + code);
  }
}
