package care.chevet.signaling.protocol;

/** What a person is in a room. */
public enum Role implements Word {
  NURSE,
  PHYSICIAN,
  PATIENT,
  INTERPRETER,
  OBSERVER,
  EXPERT,
  GENERAL_PRACTITIONER,
  RELATIVE
}
