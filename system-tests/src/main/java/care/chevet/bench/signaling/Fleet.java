package care.chevet.bench.signaling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Many clients in pairs, which talk at a steady rate. */
final class Fleet implements AutoCloseable {
  private static final int OPENING_AT_ONCE = 64;
  private static final String FILL = "x".repeat(280);

  private final ClientLoop loop = new ClientLoop();
  private final List<Client> clients = new ArrayList<>();
  private final int port;
  final Receipts receipts = new Receipts();

  Fleet(String run, int port, int pairs, Dialect dialect) {
    this.port = port;
    for (int room = 0; room < pairs; room++) {
      Client first = new Client(run, room, 0, dialect, this::arrived);
      Client second = new Client(run, room, 1, dialect, this::arrived);
      Client.pair(first, second);
      clients.add(first);
      clients.add(second);
    }
  }

  private void arrived(String sentNanos) {
    receipts.arrived(System.nanoTime() - Long.parseLong(sentNanos));
  }

  /**
   * Connects everybody, a bounded number at once; answers how long it took until all had joined.
   */
  Duration join(Duration within) {
    long begun = System.nanoTime();
    long until = begun + within.toNanos();
    int next = 0;
    int joined = 0;
    while (joined < clients.size()) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException(joined + " of " + clients.size() + " joined in time");
      }
      while (next < clients.size() && next - joined < OPENING_AT_ONCE) {
        loop.connect(clients.get(next++), port);
      }
      while (joined < next && clients.get(joined).joined) {
        joined++;
      }
      LockSupport.parkNanos(200_000);
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Sends test messages at a steady rate, each client in its turn, and waits for the last. */
  void talk(int perSecond, Duration time) {
    long total = perSecond * time.toSeconds();
    long gap = 1_000_000_000L / perSecond;
    long begun = System.nanoTime();
    for (long i = 0; i < total; i++) {
      long due = begun + i * gap;
      for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
        LockSupport.parkNanos(due - now);
      }
      Client from = clients.get((int) (i % clients.size()));
      loop.execute(() -> from.say(Long.toString(System.nanoTime()), FILL));
    }
    LockSupport.parkNanos(500_000_000L);
  }

  @Override
  public void close() {
    loop.close();
  }
}
