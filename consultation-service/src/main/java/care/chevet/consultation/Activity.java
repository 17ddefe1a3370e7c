package care.chevet.consultation;

/** Something done in a consultation that does not move it on. */
public enum Activity implements Coded {
  JOIN,
  DRAFT_REPORT,
  RECORD_VITALS,
  /** Answers what the specialty's checklist asks. */
  ANSWER_CHECKLIST,
  /** Says why it goes ahead on an incomplete dossier. */
  WAIVE_CHECKLIST,
  /** Asks a colleague to take over. */
  HAND_OVER,
  TAKE_OVER,
  REFUSE_HAND_OVER
}
