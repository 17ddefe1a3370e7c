package care.chevet.signaling.event;

import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;

/**
 * What the log says of news that are not taken: that they wait, once for each reason, and that they
 * no longer do, once, however many wait and however often each is sent again.
 */
final class Delay {
  private static final System.Logger LOG = System.getLogger(Delay.class.getName());
  private static final int REASONS_MAX = 8;

  private final Set<String> reasons = new HashSet<>();
  private int waiting;

  /** One more waits. */
  synchronized void begin() {
    waiting++;
  }

  /** Why one of those that wait was not taken this time either. */
  synchronized void because(String reason) {
    if (reasons.size() < REASONS_MAX && reasons.add(reason)) {
      LOG.log(Level.WARNING, "News of rooms wait: {0}", reason);
    }
  }

  /** One of them was heard. */
  synchronized void end() {
    waiting--;
    if (waiting == 0) {
      reasons.clear();
      LOG.log(Level.INFO, "News of rooms wait no longer");
    }
  }
}
