package care.chevet.fhir.feed;

/** Whoever acts upon the feed. Called inside the transaction that also moves the cursor. */
public interface FeedListener {

  void on(FeedEvent event);

  /** Called after that transaction has committed, when something may be waiting to be done. */
  default void committed() {}
}
