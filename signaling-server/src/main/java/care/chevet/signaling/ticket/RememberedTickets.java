package care.chevet.signaling.ticket;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Ids of tickets that were used here, remembered as long as the tickets would be good. */
public final class RememberedTickets implements SpentTickets {
  private record Spent(String id, long untilMillis) {}

  private final InstantSource clock;
  private final Set<String> ids = new HashSet<>();
  private final PriorityQueue<Spent> byEnd =
      new PriorityQueue<>((a, b) -> Long.compare(a.untilMillis(), b.untilMillis()));

  public RememberedTickets(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized CompletionStage<Boolean> spend(String ticket, Duration goodFor) {
    long now = clock.millis();
    while (!byEnd.isEmpty() && byEnd.peek().untilMillis() < now) {
      ids.remove(byEnd.remove().id());
    }
    boolean first = ids.add(ticket);
    if (first) {
      byEnd.add(new Spent(ticket, now + goodFor.toMillis()));
    }
    return CompletableFuture.completedFuture(first);
  }
}
