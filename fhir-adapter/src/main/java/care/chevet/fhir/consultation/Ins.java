package care.chevet.fhir.consultation;

import java.util.Optional;

/**
 * A French national health identity number: issuing OID and matricule with its key.
 *
 * <p>Source: Référentiel INS of the Agence du numérique en santé.
 */
public record Ins(String oid, String value) {

  private static final String OID_ROOT = "1.2.250.1.213.1.4.";

  /** The registers that issue matricules; the last two never name a real person. */
  public enum Register {
    NIR("8"),
    NIA("9"),
    TEST("10"),
    DEMO("11");

    private final String suffix;

    Register(String suffix) {
      this.suffix = suffix;
    }

    public String oid() {
      return OID_ROOT + suffix;
    }

    public boolean fictitious() {
      return this == TEST || this == DEMO;
    }

    static Optional<Register> ofOid(String oid) {
      for (var register : values()) {
        if (register.oid().equals(oid)) {
          return Optional.of(register);
        }
      }
      return Optional.empty();
    }
  }

  public Ins {
    if (oid.isBlank() || value.isBlank()) {
      throw new IllegalArgumentException("an INS has an OID and a matricule");
    }
  }

  public Optional<Register> register() {
    return Register.ofOid(oid);
  }

  public boolean fictitious() {
    return register().map(Register::fictitious).orElse(false);
  }

  /**
   * Whether the last two digits are 97 − (first 13 digits mod 97), Corsica's 2A and 2B as 19, 18.
   */
  public boolean keyHolds() {
    if (value.length() != 15) {
      return false;
    }
    var digits = value.substring(0, 13).replace("2A", "19").replace("2B", "18");
    var key = value.substring(13);
    if (!digits.chars().allMatch(Character::isDigit) || !key.chars().allMatch(Character::isDigit)) {
      return false;
    }
    return 97 - Long.parseLong(digits) % 97 == Long.parseLong(key);
  }

  /** The matricule is personal data: it stays out of logs even when the record is printed. */
  @Override
  public String toString() {
    return "Ins[" + oid + ", ***]";
  }
}
