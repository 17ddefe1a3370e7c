package care.chevet.bench.signaling;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A server with its clients, and what was measured of it. */
final class Subject implements AutoCloseable {
  private static final int TURNS_NO_CHEAPER = 3;
  private static final double CHEAPER = 0.95;

  final MeasuredServer server;
  final Dialect dialect;
  private final int sessions;
  private final Fleet fleet;
  private double kbPerSession = Double.NaN;
  private double kbPerFurtherSession = Double.NaN;
  private double joinedSeconds = Double.NaN;
  private final List<Double> micros = new ArrayList<>();
  private final List<Double> p50 = new ArrayList<>();
  private final List<Double> p99 = new ArrayList<>();
  private int missing;

  Subject(MeasuredServer server, Dialect dialect, int sessions) {
    this.server = server;
    this.dialect = dialect;
    this.sessions = sessions;
    this.fleet = new Fleet("r", server.port, sessions / 2, dialect);
  }

  void join(Duration within) throws IOException, InterruptedException {
    long before = server.residentKb();
    var _ = fleet.join(within);
    kbPerSession = (server.residentKb() - before) / (double) sessions;
  }

  /** Turn after turn until it has not become cheaper for a while: a server may compile itself. */
  void warmUp(int perSecond, Duration turn, Duration atMost) throws IOException {
    double best = Double.MAX_VALUE;
    int noCheaper = 0;
    Duration lasted = Duration.ZERO;
    while (noCheaper < TURNS_NO_CHEAPER && lasted.compareTo(atMost) < 0) {
      double cost = microsPerMessage(perSecond, turn);
      noCheaper = cost < best * CHEAPER ? 0 : noCheaper + 1;
      best = Math.min(best, cost);
      lasted = lasted.plus(turn);
    }
    System.out.printf(
        Locale.ROOT, "%s: warmed up for %d s, to %.1f µs%n", server.name, lasted.toSeconds(), best);
  }

  private double microsPerMessage(int perSecond, Duration time) throws IOException {
    Duration before = server.processorTime();
    fleet.talk(perSecond, time);
    Duration cost = server.processorTime().minus(before);
    return cost.toNanos() / 1e3 / (perSecond * time.toSeconds());
  }

  void round(int perSecond, Duration time) throws IOException {
    fleet.receipts.forget();
    micros.add(microsPerMessage(perSecond, time));
    long sent = perSecond * time.toSeconds();
    p50.add(fleet.receipts.millisAt(0.5));
    p99.add(fleet.receipts.millisAt(0.99));
    missing += (int) (sent - fleet.receipts.count());
  }

  /** Lets so many more join, and go again. */
  void joinMany(int further, Duration within) throws IOException, InterruptedException {
    long before = server.residentKb();
    try (Fleet many = new Fleet("many", server.port, further / 2, dialect)) {
      joinedSeconds = many.join(within).toMillis() / 1000.0;
      kbPerFurtherSession = (server.residentKb() - before) / (double) further;
    }
  }

  double kbPerFurtherSession() {
    return kbPerFurtherSession;
  }

  double joinedSeconds() {
    return joinedSeconds;
  }

  double micros() {
    return Figures.median(micros);
  }

  double p99() {
    return Figures.median(p99);
  }

  static String heading() {
    return String.format(
        "%-27s %24s %20s %22s %12s %14s %14s %8s",
        "server",
        "CPU µs/message",
        "p50 ms",
        "p99 ms",
        "KB/first 1k",
        "KB/further 10k",
        "s to join 10k",
        "missing");
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%-27s %24s %20s %22s %12.1f %14.1f %14.1f %8d",
        server.name,
        Figures.shown(micros),
        Figures.shown(p50),
        Figures.shown(p99),
        kbPerSession,
        kbPerFurtherSession,
        joinedSeconds,
        missing);
  }

  @Override
  public void close() {
    fleet.close();
    server.close();
  }
}
