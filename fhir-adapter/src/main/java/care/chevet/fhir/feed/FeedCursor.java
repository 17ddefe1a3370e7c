package care.chevet.fhir.feed;

/** The place in the feed up to which everything has been taken in. */
public interface FeedCursor {

  String position();

  /**
   * Moves on in the caller's transaction; false when another process already has, and then nothing
   * of the page may be kept.
   */
  boolean advance(String from, String to);

  /** Sets aside an event that could not be read. */
  void setAside(String eventId, String cursor, String type, String reason, String payload);
}
