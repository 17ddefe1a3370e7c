package care.chevet.resident;

/**
 * A national health identity number (INS): its register as an OID, and the fifteen digits with
 * their key.
 *
 * @param value thirteen digits and a key of two: 97 − (the first thirteen mod 97), Corsica's 2A and
 *     2B as 19 and 18
 */
public record Ins(String oid, String value) {
  private static final int KEY_MODULUS = 97;
  private static final int BODY_DIGITS = 13;

  public Ins {
    if (!oid.matches("[0-2](\\.\\d+)+")) {
      throw new IllegalArgumentException("not an OID");
    }
    if (!value.matches("\\d{5}(\\d\\d|2A|2B)\\d{8}")) {
      throw new IllegalArgumentException("an INS has fifteen digits, Corsica aside");
    }
  }

  /** Whether the last two digits are the key of the others. */
  public boolean keyHolds() {
    var body = value.substring(0, BODY_DIGITS).replace("2A", "19").replace("2B", "18");
    var key = KEY_MODULUS - Long.parseLong(body) % KEY_MODULUS;
    return key == Long.parseLong(value.substring(BODY_DIGITS));
  }
}
