package care.chevet.resident;

/** The sex on the civil record, as the national health identity carries it. */
public enum Sex {
  FEMALE("female"),
  MALE("male"),
  UNKNOWN("unknown");

  private final String code;

  Sex(String code) {
    this.code = code;
  }

  /** Its name on the wire and in the database. */
  public String code() {
    return code;
  }

  public static Sex of(String code) {
    for (Sex sex : values()) {
      if (sex.code.equals(code)) {
        return sex;
      }
    }
    throw new IllegalArgumentException("no such sex: " + code);
  }
}
