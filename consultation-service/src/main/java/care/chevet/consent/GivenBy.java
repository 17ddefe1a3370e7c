package care.chevet.consent;

import java.util.Arrays;
import java.util.Optional;

/** Who gave the consent. */
public enum GivenBy {
  RESIDENT("resident"),
  GUARDIAN("guardian"),
  TRUSTED_PERSON("trusted-person"),
  /** The resident, aloud, with the nurse as witness. */
  ORAL_WITNESSED("oral-witnessed");

  private final String code;

  GivenBy(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  public static Optional<GivenBy> parse(String code) {
    return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
  }
}
