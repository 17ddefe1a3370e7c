package care.chevet.signaling.protocol;

/** How much of what was owed a welcome brings back. */
public enum ResumeOutcome implements Word {
  NONE,
  FULL,
  SNAPSHOT
}
