package care.chevet.access;

/** How much of something a person may see. */
public enum Visibility {
  /** Not even that it exists. */
  NONE,
  /** State, times, specialty, urgency and care home; nothing that names or describes a resident. */
  METADATA,
  /** All of it. */
  FULL
}
