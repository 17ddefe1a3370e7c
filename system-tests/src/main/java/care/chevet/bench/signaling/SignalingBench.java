package care.chevet.bench.signaling;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a relayed message and a joined session cost, beside a bare relay on the same library and
 * beside peers, in one run: servers pinned to one core, the client to the other, rounds in turn.
 */
public final class SignalingBench {
  private static final int SESSIONS = 1000;
  private static final int SESSIONS_MANY = 10_000;
  private static final int MESSAGES_PER_SECOND = 3000;
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final int STARTS = 5;
  private static final Duration ROUND = Duration.ofSeconds(8);

  /** As fast as a session may speak, so long that a server which compiles itself has done so. */
  private static final int WARM_UP_PER_SECOND = 4500;

  private static final Duration WARM_UP =
      Duration.ofSeconds(Integer.getInteger("bench.warmup", 25));
  private static final Duration JOINED_WITHIN = Duration.ofSeconds(60);

  private final Servers servers;
  private final Tickets tickets;
  private final List<Subject> subjects = new ArrayList<>();

  private SignalingBench(Servers servers, Tickets tickets) {
    this.servers = servers;
    this.tickets = tickets;
  }

  /** Runs it all and prints a table and the RESULT line. */
  public static void run() throws Exception {
    pin(ProcessHandle.current().pid(), 1);
    Path home = Path.of(System.getProperty("chevet.home", ".")).toAbsolutePath();
    try (Tickets tickets = new Tickets()) {
      Servers servers = new Servers(home, tickets, Integer.getInteger("bench.port", 18_100));
      new SignalingBench(servers, tickets).measure();
    }
  }

  private static void pin(long process, int core) throws IOException, InterruptedException {
    int _ =
        new ProcessBuilder(
                "taskset", "-a", "-c", "-p", Integer.toString(core), Long.toString(process))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
  }

  private void measure() throws Exception {
    Optional<MeasuredServer> redis = servers.redis();
    List<Double> starts = starts();
    try {
      add(servers.bare(), new Dialects.Bare());
      add(servers.chevet(), new Dialects.Chevet(tickets));
      if (redis.isPresent()) {
        add(servers.chevet(redis.get()), new Dialects.Chevet(tickets));
      }
      for (Map.Entry<MeasuredServer, Dialect> peer : new Peers(servers).started().entrySet()) {
        add(peer.getKey(), peer.getValue());
      }
      for (Subject subject : subjects) {
        subject.warmUp(WARM_UP_PER_SECOND, WARM_UP);
      }
      for (int round = 0; round < ROUNDS; round++) {
        for (Subject subject : subjects) {
          subject.round(MESSAGES_PER_SECOND, ROUND);
        }
      }
      Many many = joinMany(named(Servers.CHEVET).server);
      GapDrill.Outcome gaps = GapDrill.run(portsOfChevet(), tickets);
      print(starts, many, gaps);
    } finally {
      subjects.forEach(Subject::close);
      redis.ifPresent(MeasuredServer::close);
    }
  }

  private void add(MeasuredServer server, Dialect dialect) throws Exception {
    subjects.add(new Subject(server, dialect, SESSIONS, JOINED_WITHIN));
  }

  private Subject named(String name) {
    return subjects.stream()
        .filter(subject -> subject.server.name.equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<Integer> portsOfChevet() {
    return subjects.stream()
        .map(subject -> subject.server)
        .filter(server ->
            server.name.equals(Servers.CHEVET) || server.name.equals(Servers.CHEVET_WITH_REDIS))
        .map(server -> server.port)
        .toList();
  }

  /** How long it took many more to join, and what each of them added to the memory. */
  private record Many(Duration joined, double kbPerSession) {}

  private Many joinMany(MeasuredServer server) throws IOException, InterruptedException {
    long before = server.residentKb();
    try (Fleet fleet =
        new Fleet("many", server.port, SESSIONS_MANY / 2, new Dialects.Chevet(tickets))) {
      Duration joined = fleet.join(JOINED_WITHIN);
      return new Many(joined, (server.residentKb() - before) / (double) SESSIONS_MANY);
    }
  }

  /** Milliseconds from start to listening, after a first one that writes the archive of classes. */
  private List<Double> starts() throws IOException {
    servers.chevet().close();
    List<Double> starts = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      try (MeasuredServer server = servers.chevet()) {
        starts.add((double) server.startToListening.toMillis());
      }
    }
    return starts;
  }

  private void print(List<Double> starts, Many many, GapDrill.Outcome gaps) {
    System.out.printf(
        Locale.ROOT,
        "%,d sessions, %,d messages/s of about 400 B, %d rounds of %d s in turn; median (range)%n",
        SESSIONS,
        MESSAGES_PER_SECOND,
        ROUNDS,
        ROUND.toSeconds());
    System.out.println(Subject.heading());
    subjects.forEach(subject -> System.out.println(subject.line()));
    System.out.printf(
        Locale.ROOT,
        "%,d more sessions joined Chevet in %.1f s and took %.1f KB each; gaps of 1, 7, 29 and 60 s,"
            + " cut and half open: %d sent; start to listening %s ms%n",
        SESSIONS_MANY,
        many.joined().toMillis() / 1000.0,
        many.kbPerSession(),
        gaps.sent(),
        Figures.shown(starts));
    Subject floor = named(Servers.FLOOR);
    Subject chevet = named(Servers.CHEVET);
    System.out.printf(
        Locale.ROOT,
        "RESULT signaling cpu_ratio=%.2f p99_ratio=%.2f kb_per_session=%.1f lost=%d doubled=%d"
            + " start_ms=%.0f join_many_s=%.1f%n",
        chevet.micros() / floor.micros(),
        chevet.p99() / floor.p99(),
        many.kbPerSession(),
        gaps.lost(),
        gaps.doubled(),
        Figures.median(starts),
        many.joined().toMillis() / 1000.0);
  }
}
