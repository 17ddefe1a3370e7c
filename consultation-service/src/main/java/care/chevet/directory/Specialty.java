package care.chevet.directory;

import java.util.Optional;

/** A field of medicine that a consultation is asked in and a physician answers in. */
public enum Specialty {
  GENERAL_MEDICINE("general-medicine"),
  GERIATRICS("geriatrics"),
  DERMATOLOGY("dermatology"),
  CARDIOLOGY("cardiology"),
  PSYCHIATRY("psychiatry"),
  DIABETOLOGY("diabetology");

  private final String code;

  Specialty(String code) {
    this.code = code;
  }

  /** Its name on the wire and in the database. */
  public String code() {
    return code;
  }

  public static Optional<Specialty> of(String code) {
    for (Specialty specialty : values()) {
      if (specialty.code.equals(code)) {
        return Optional.of(specialty);
      }
    }
    return Optional.empty();
  }
}
