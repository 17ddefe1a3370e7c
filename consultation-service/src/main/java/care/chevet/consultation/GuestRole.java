package care.chevet.consultation;

/** What brings a guest into the room. */
public enum GuestRole implements Coded {
  INTERPRETER,
  GENERAL_PRACTITIONER,
  EXPERT,
  RELATIVE
}
