package care.chevet.signaling.ticket;

import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;

/** Ids of tickets that were used, remembered as long as the tickets would be good. */
final class SpentTickets {
  private record Spent(String id, long untilSeconds) {}

  private final Set<String> ids = new HashSet<>();
  private final PriorityQueue<Spent> byEnd =
      new PriorityQueue<>((a, b) -> Long.compare(a.untilSeconds(), b.untilSeconds()));

  /** Spends the ticket; false if that was done before. */
  synchronized boolean spend(String id, long untilSeconds, long nowSeconds) {
    while (!byEnd.isEmpty() && byEnd.peek().untilSeconds() < nowSeconds) {
      ids.remove(byEnd.remove().id());
    }
    if (!ids.add(id)) {
      return false;
    }
    byEnd.add(new Spent(id, untilSeconds));
    return true;
  }
}
