package care.chevet.consultation;

/** A trait of identity that the nurse compares aloud with the resident before the session. */
public enum IdentityTrait implements Coded {
  BIRTH_NAME,
  BIRTH_GIVEN_NAMES,
  BIRTH_DATE,
  SEX,
  BIRTH_PLACE;

  /** How many traits must agree before the identity counts as confirmed. */
  public static final int CONFIRMED_MIN = 2;
}
