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
  REFUSE_HAND_OVER,
  /** Puts a new version in the place of a signed report. */
  AMEND,
  /** Writes, signs and amends the prescription. */
  PRESCRIBE,
  /** Asks a guest into the room. */
  INVITE,
  /** Says that an amended report has arrived. */
  ACKNOWLEDGE
}
