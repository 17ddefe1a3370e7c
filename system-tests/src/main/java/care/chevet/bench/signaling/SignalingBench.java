package care.chevet.bench.signaling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
  private static final int ROUNDS = 3;
  private static final Duration ROUND = Duration.ofSeconds(8);
  private static final Duration WARM_UP = Duration.ofSeconds(6);
  private static final Duration JOINED_WITHIN = Duration.ofSeconds(60);
  private static final String CHEVET = "chevet";
  private static final String FLOOR = "bare Netty relay";

  private final Path home;
  private final Tickets tickets;
  private final int firstPort;
  private int ports;

  private SignalingBench(Path home, Tickets tickets, int firstPort) {
    this.home = home;
    this.tickets = tickets;
    this.firstPort = firstPort;
  }

  /** A server with its clients, and what was measured of it. */
  private static final class Subject {
    final MeasuredServer server;
    final Fleet fleet;
    double kbPerSession;
    final List<Double> micros = new ArrayList<>();
    final List<Double> p50 = new ArrayList<>();
    final List<Double> p99 = new ArrayList<>();
    int missing;

    Subject(MeasuredServer server, Fleet fleet) {
      this.server = server;
      this.fleet = fleet;
    }
  }

  /** Runs it all and prints a table and the RESULT line. */
  public static void run() throws Exception {
    pin(ProcessHandle.current().pid(), 1);
    Path home = Path.of(System.getProperty("chevet.home", ".")).toAbsolutePath();
    try (Tickets tickets = new Tickets()) {
      new SignalingBench(home, tickets, Integer.getInteger("bench.port", 18_100)).measure();
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

  private int port() {
    return firstPort + ports++;
  }

  private void measure() throws Exception {
    List<Subject> subjects = new ArrayList<>();
    Optional<MeasuredServer> redis = redis();
    double startMillis = startMillis();
    try {
      subjects.add(subject(bare(), new Dialects.Bare()));
      subjects.add(subject(chevet(CHEVET, Map.of()), new Dialects.Chevet(tickets)));
      if (redis.isPresent()) {
        subjects.add(
            subject(
                chevet("chevet with Redis", redisSettings(redis.get())),
                new Dialects.Chevet(tickets)));
      }
      peers(subjects);
      for (Subject subject : subjects) {
        subject.fleet.talk(MESSAGES_PER_SECOND, WARM_UP);
      }
      for (int round = 0; round < ROUNDS; round++) {
        for (Subject subject : subjects) {
          round(subject);
        }
      }
      Many many = joinMany(named(subjects, CHEVET).server);
      GapDrill.Outcome gaps =
          GapDrill.run(
              subjects.stream()
                  .map(subject -> subject.server)
                  .filter(server -> server.name.startsWith(CHEVET))
                  .map(server -> server.port)
                  .toList(),
              tickets);
      print(subjects, startMillis, many, gaps);
    } finally {
      for (Subject subject : subjects) {
        subject.fleet.close();
        subject.server.close();
      }
      if (redis.isPresent()) {
        redis.get().close();
      }
    }
  }

  private static Subject named(List<Subject> subjects, String name) {
    return subjects.stream()
        .filter(subject -> subject.server.name.equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Subject subject(MeasuredServer server, Dialect dialect) throws Exception {
    long before = server.residentKb();
    Fleet fleet = new Fleet("r", server.port, SESSIONS / 2, dialect);
    Subject subject = new Subject(server, fleet);
    var _ = fleet.join(JOINED_WITHIN);
    subject.kbPerSession = (server.residentKb() - before) / (double) SESSIONS;
    return subject;
  }

  private static void round(Subject subject) throws IOException {
    subject.fleet.receipts.forget();
    Duration before = subject.server.processorTime();
    subject.fleet.talk(MESSAGES_PER_SECOND, ROUND);
    Duration cost = subject.server.processorTime().minus(before);
    long sent = MESSAGES_PER_SECOND * ROUND.toSeconds();
    subject.micros.add(cost.toNanos() / 1e3 / sent);
    subject.p50.add(subject.fleet.receipts.millisAt(0.5));
    subject.p99.add(subject.fleet.receipts.millisAt(0.99));
    subject.missing += (int) (sent - subject.fleet.receipts.count());
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

  private double startMillis() throws Exception {
    List<Double> starts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      try (MeasuredServer server = chevet(CHEVET, Map.of())) {
        starts.add(server.startToListening.toMillis() / 1.0);
      }
    }
    // The first one writes the archive of its classes.
    return median(starts.subList(1, starts.size()));
  }

  private List<String> java(String name, List<String> more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=20",
                "-Xlog:cds*=off",
                "-Xlog:aot*=off",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + home.resolve("system-tests/target/" + name + ".jsa"),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED"));
    command.addAll(more);
    return command;
  }

  private MeasuredServer bare() throws IOException {
    int port = port();
    return new MeasuredServer(
        FLOOR,
        port,
        java(
            "bare",
            List.of(
                "-cp",
                System.getProperty("java.class.path"),
                BareRelay.class.getName(),
                Integer.toString(port))),
        Map.of());
  }

  private MeasuredServer chevet(String name, Map<String, String> more) throws IOException {
    int port = port();
    Map<String, String> settings = new LinkedHashMap<>(more);
    settings.put("CHEVET_SIGNALING_PORT", Integer.toString(port));
    settings.put("CHEVET_ALLOWED_ORIGINS", Fleet.ORIGIN);
    settings.put("CHEVET_TICKET_ISSUER", Fleet.ORIGIN);
    settings.put("CHEVET_TICKET_JWKS_URL", tickets.keysAddress());
    settings.put("CHEVET_ARRIVALS_PER_SECOND", "1000000");
    String jar =
        home.resolve("signaling-server/target/signaling-server-0.1.0-SNAPSHOT.jar").toString();
    return new MeasuredServer(name, port, java("chevet", List.of("-jar", jar)), settings);
  }

  private Map<String, String> redisSettings(MeasuredServer redis) {
    return Map.of(
        "CHEVET_REDIS_URL",
        "redis://127.0.0.1:" + redis.port,
        "CHEVET_ROOM_EVENTS_URL",
        tickets.keysAddress(),
        "CHEVET_TOKEN_URL",
        tickets.keysAddress(),
        "CHEVET_CLIENT_SECRET",
        "bench");
  }

  private Optional<MeasuredServer> redis() throws IOException {
    if (!onPath("redis-server")) {
      System.out.println("redis-server is not installed: Chevet with Redis is not measured.");
      return Optional.empty();
    }
    int port = port();
    return Optional.of(
        new MeasuredServer(
            "Redis",
            port,
            List.of(
                "redis-server",
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--save",
                "",
                "--dir",
                Files.createTempDirectory("bench-redis").toString()),
            Map.of()));
  }

  private void peers(List<Subject> subjects) throws Exception {
    Path folder = home.resolve("system-tests/target/peers");
    if (!onPath("node") || !onPath("npm") || !installed(folder)) {
      System.out.println(
          "Node or its packages are missing: PeerJS and Socket.IO are not measured.");
      return;
    }
    int peerJs = port();
    Path peerJsBin = folder.resolve("node_modules/peer/dist/bin/peerjs.js");
    subjects.add(
        subject(
            new MeasuredServer(
                "PeerJS server",
                peerJs,
                List.of(
                    "node",
                    peerJsBin.toString(),
                    "--port",
                    Integer.toString(peerJs),
                    "--concurrent_limit",
                    "100000"),
                Map.of()),
            new Dialects.PeerJs()));
    int socketIo = port();
    Path script = folder.resolve("socket-io.js");
    Files.writeString(
        script,
        """
        const { Server } = require('socket.io');
        const io = new Server(Number(process.argv[2]), { connectionStateRecovery: {} });
        io.on('connection', (socket) => {
          let room;
          socket.on('join', (name) => { room = name; socket.join(name); socket.emit('joined'); });
          socket.on('signal', (message) => socket.to(room).emit('signal', message));
        });
        """);
    subjects.add(
        subject(
            new MeasuredServer(
                "Socket.IO",
                socketIo,
                List.of("node", script.toString(), Integer.toString(socketIo)),
                Map.of()),
            new Dialects.SocketIo()));
  }

  private static boolean installed(Path folder) throws IOException, InterruptedException {
    if (Files.isDirectory(folder.resolve("node_modules/socket.io"))) {
      return true;
    }
    Files.createDirectories(folder);
    Process npm =
        new ProcessBuilder(
                "npm",
                "install",
                "--no-audit",
                "--no-fund",
                "--prefix",
                folder.toString(),
                "peer@1.0.2",
                "socket.io@4.8.4")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("npm.log").toFile())
            .start();
    return npm.waitFor() == 0;
  }

  private static boolean onPath(String program) {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static String shown(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return String.format(
        Locale.ROOT, "%.2f (%.2f–%.2f)", median(values), sorted.getFirst(), sorted.getLast());
  }

  private static void print(
      List<Subject> subjects, double startMillis, Many many, GapDrill.Outcome gaps) {
    System.out.printf(
        Locale.ROOT,
        "%,d sessions, %,d messages/s of about 400 B, %d rounds of %d s in turn; median (range)%n",
        SESSIONS,
        MESSAGES_PER_SECOND,
        ROUNDS,
        ROUND.toSeconds());
    System.out.printf(
        "%-20s %24s %22s %22s %12s %8s%n",
        "server", "CPU µs/message", "p50 ms", "p99 ms", "KB/first 1k", "missing");
    for (Subject subject : subjects) {
      System.out.printf(
          Locale.ROOT,
          "%-20s %24s %22s %22s %12.1f %8d%n",
          subject.server.name,
          shown(subject.micros),
          shown(subject.p50),
          shown(subject.p99),
          subject.kbPerSession,
          subject.missing);
    }
    System.out.printf(
        Locale.ROOT,
        "%,d more sessions joined Chevet in %.1f s and took %.1f KB each; gaps of 1, 7, 29 and 60 s,"
            + " cut and half open: %d sent%n",
        SESSIONS_MANY,
        many.joined().toMillis() / 1000.0,
        many.kbPerSession(),
        gaps.sent());
    Subject floor = named(subjects, FLOOR);
    Subject chevet = named(subjects, CHEVET);
    System.out.printf(
        Locale.ROOT,
        "RESULT signaling cpu_ratio=%.2f p99_ratio=%.2f kb_per_session=%.1f lost=%d doubled=%d"
            + " start_ms=%.0f join_many_s=%.1f%n",
        median(chevet.micros) / median(floor.micros),
        median(chevet.p99) / median(floor.p99),
        many.kbPerSession(),
        gaps.lost(),
        gaps.doubled(),
        startMillis,
        many.joined().toMillis() / 1000.0);
  }
}
