package care.chevet.consultation;

/** How care goes on after a consultation that ended without a report, on the same dossier. */
public enum Way implements Coded {
  /** The same question to the same specialty again. */
  REBOOK,
  /** The same question to another specialty. */
  REDIRECT,
  /** The same question, to be answered in writing. */
  CONVERT
}
