package care.chevet.bench.signaling;

import care.chevet.bench.signaling.GapDrill.Absence;
import care.chevet.bench.signaling.GapDrill.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a relayed message and a joined session cost, and what is lost when a client is away for a
 * while, beside a bare relay on the same library and beside peers, in one run: servers pinned to
 * one core, the client to the other, rounds in turn.
 */
public final class SignalingBench {
  private static final int SESSIONS = 1000;
  private static final int SESSIONS_MANY = 10_000;
  private static final int MESSAGES_PER_SECOND = 3000;
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final int STARTS = 5;
  private static final Duration ROUND = Duration.ofSeconds(8);

  /** As fast as a session may speak. */
  private static final int WARM_UP_PER_SECOND = 4500;

  private static final Duration WARM_UP_TURN = Duration.ofSeconds(10);
  private static final Duration WARM_UP_AT_MOST =
      Duration.ofSeconds(Integer.getInteger("bench.warmup", 180));
  private static final Duration JOINED_WITHIN = Duration.ofSeconds(90);

  /** Names of servers, in full or their beginning; empty for all. */
  private static final Set<String> WANTED = words("bench.servers", "");

  private static final Set<String> PARTS = words("bench.parts", "starts,talk,many,gaps");

  private final Servers servers;
  private final Tickets tickets;
  private final List<Subject> subjects = new ArrayList<>();

  private SignalingBench(Servers servers, Tickets tickets) {
    this.servers = servers;
    this.tickets = tickets;
  }

  private static Set<String> words(String property, String otherwise) {
    String words = System.getProperty(property, otherwise);
    return words.isEmpty() ? Set.of() : Set.of(words.split(",", -1));
  }

  private static boolean wanted(String server) {
    return WANTED.isEmpty() || WANTED.stream().anyMatch(server::startsWith);
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
    List<Double> starts = PARTS.contains("starts") ? starts() : List.of();
    Optional<MeasuredServer> redis =
        wanted(Servers.CHEVET_WITH_REDIS) ? servers.redis() : Optional.empty();
    try {
      add(servers.bare(), new Dialects.Bare());
      add(servers.chevet(), new ChevetDialect(tickets));
      if (redis.isPresent()) {
        add(servers.chevet(redis.get()), new ChevetDialect(tickets));
      }
      for (Map.Entry<MeasuredServer, Dialect> peer :
          new Peers(servers).started(SignalingBench::wanted).entrySet()) {
        add(peer.getKey(), peer.getValue());
      }
      if (PARTS.contains("talk")) {
        talk();
      }
      if (PARTS.contains("many")) {
        for (Subject subject : subjects) {
          subject.joinMany(SESSIONS_MANY, JOINED_WITHIN);
        }
      }
      print(starts, PARTS.contains("gaps") ? gaps() : Map.of());
    } finally {
      subjects.forEach(Subject::close);
      redis.ifPresent(MeasuredServer::close);
    }
  }

  private void add(MeasuredServer server, Dialect dialect) throws Exception {
    Subject subject = new Subject(server, dialect, SESSIONS);
    subjects.add(subject);
    subject.join(JOINED_WITHIN);
  }

  private void talk() throws IOException {
    for (Subject subject : subjects) {
      subject.warmUp(WARM_UP_PER_SECOND, WARM_UP_TURN, WARM_UP_AT_MOST);
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (Subject subject : subjects) {
        subject.round(MESSAGES_PER_SECOND, ROUND);
      }
    }
  }

  private Map<String, Map<Absence, Outcome>> gaps() throws Exception {
    return GapDrill.run(
        subjects.stream()
            .map(subject ->
                new GapDrill.Place(subject.server.name, subject.server.port, subject.dialect))
            .toList());
  }

  private Subject named(String name) {
    return subjects.stream()
        .filter(subject -> subject.server.name.equals(name))
        .findFirst()
        .orElseThrow();
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

  private void print(List<Double> starts, Map<String, Map<Absence, Outcome>> gaps) {
    System.out.printf(
        Locale.ROOT,
        "%,d sessions, %,d messages/s of about 400 B, %d rounds of %d s in turn; median (range)%n",
        SESSIONS,
        MESSAGES_PER_SECOND,
        ROUNDS,
        ROUND.toSeconds());
    System.out.println(Subject.heading());
    subjects.forEach(subject -> System.out.println(subject.line()));
    printGaps(gaps);
    System.out.println("Start to listening: " + Figures.shown(starts) + " ms");
    Subject floor = named(Servers.FLOOR);
    Subject chevet = named(Servers.CHEVET);
    Map<String, Map<Absence, Outcome>> ours = new LinkedHashMap<>(gaps);
    ours.keySet().removeIf(name -> !name.startsWith("Chevet"));
    Outcome lost =
        Outcome.sum(ours.values().stream().flatMap(each -> each.values().stream()).toList());
    System.out.printf(
        Locale.ROOT,
        "RESULT signaling cpu_ratio=%.2f p99_ratio=%.2f kb_per_session=%.1f lost=%d doubled=%d"
            + " start_ms=%.0f join_many_s=%.1f%n",
        chevet.micros() / floor.micros(),
        chevet.p99() / floor.p99(),
        chevet.kbPerFurtherSession(),
        lost.lost(),
        lost.doubled(),
        Figures.median(starts),
        chevet.joinedSeconds());
  }

  private static void printGaps(Map<String, Map<Absence, Outcome>> gaps) {
    if (gaps.isEmpty()) {
      return;
    }
    StringBuilder heading = new StringBuilder("%-27s".formatted("lost (and doubled) of 100 each"));
    Absence.all()
        .forEach(absence ->
            heading.append(
                " %13s".formatted(absence.way().shown + " " + absence.gap().toSeconds() + " s")));
    System.out.println(heading);
    gaps.forEach((server, outcomes) -> {
      StringBuilder line = new StringBuilder("%-27s".formatted(server));
      outcomes.forEach((_, outcome) -> line.append(" %13s".formatted(outcome.shown())));
      System.out.println(line);
    });
  }
}
