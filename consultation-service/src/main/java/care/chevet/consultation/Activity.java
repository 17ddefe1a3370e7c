package care.chevet.consultation;

/** Something done in a consultation that does not move it on. */
public enum Activity implements Coded {
  JOIN,
  DRAFT_REPORT,
  RECORD_VITALS
}
