package care.chevet.consultation;

/** How soon a physician is needed, most urgent first: the queue is served in this order. */
public enum Urgency implements Coded {
  IMMEDIATE,
  TODAY,
  THIS_WEEK
}
