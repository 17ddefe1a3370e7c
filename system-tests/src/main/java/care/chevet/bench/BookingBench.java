package care.chevet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Bookings of physician, nurse and resident: through HTTP with a signed-in nurse, beside the bare
 * statement of one booking over JDBC, turn by turn on the same database with as many connections.
 *
 * <p>Contention is the share of attempts that ask for a time just asked for by another. At the end
 * a query looks for any resource promised twice. Then searches for slots.
 */
final class BookingBench {

  private static final int CONNECTIONS = 16;
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final Duration WARM_UP_AT_MOST =
      Duration.ofSeconds(Integer.getInteger("bench.warmup", 300));
  private static final Duration TURN = Duration.ofSeconds(Integer.getInteger("bench.turn", 8));
  private static final Duration STEADY = Duration.ofSeconds(Integer.getInteger("bench.steady", 15));
  private static final int STEADY_PER_SECOND = 333;

  /** Java has compiled what matters when so many turns in a row are no faster than one before. */
  private static final int TURNS_NO_FASTER = 4;

  private static final double FASTER = 1.03;
  private static final double[] CONTENTIONS = {0.1, 0.5};
  private static final int SEARCHES = 500;

  /** What to measure: {@code bookings}, {@code slots}, or both. */
  private static final String PARTS = System.getProperty("bench.parts", "bookings,slots");

  private static final Duration READY_WITHIN = Duration.ofMinutes(5);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final BookedSystem system;
  private final Diary diary;
  private final Session session;

  private BookingBench(BookedSystem system, Diary diary, Session session) {
    this.system = system;
    this.diary = diary;
    this.session = session;
  }

  static void run() throws Exception {
    Path home = Path.of(System.getProperty("chevet.home", ".")).toAbsolutePath();
    Path data = Files.createTempDirectory("chevet-booking");
    int port = Integer.getInteger("bench.port", 18_080);
    Process process =
        new ProcessBuilder(
                home.resolve("chevet").toString(),
                "up",
                "--data",
                data.toString(),
                "--port",
                Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      awaitReady(process, data);
      BookedSystem system = new BookedSystem(data, port);
      Diary.Cast cast = system.seed();
      Session session = Session.signIn(system.console(), system.nurseAccount(), system.password());
      if (PARTS.contains("bookings")) {
        new BookingBench(system, new Diary(cast), session).measure();
      }
      if (PARTS.contains("slots")) {
        measureSlots(system, cast, session);
      }
    } finally {
      process.destroy();
      process.waitFor(READY_WITHIN.toSeconds(), TimeUnit.SECONDS);
      delete(data);
    }
  }

  private static void awaitReady(Process process, Path data)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (!Files.exists(data.resolve("endpoints.json"))) {
      if (process.waitFor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("./chevet up ended with " + process.exitValue());
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("./chevet up is not ready after " + READY_WITHIN);
      }
    }
  }

  private void measure() throws Exception {
    List<Booker> http = new ArrayList<>();
    List<Booker> bare = new ArrayList<>();
    List<Booker> rows = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      http.add(new HttpBooker(system.console(), session));
      bare.add(SqlBooker.ofWholeBookings(system));
      rows.add(SqlBooker.ofRowsAlone(system));
    }
    try {
      warmUp(http);
      Storm.closed(bare, diary, CONTENTIONS[0], TURN);
      System.out.printf(
          Locale.ROOT,
          "%n%-24s %12s %12s %9s %9s%n",
          "bookings",
          "made/s",
          "refused/s",
          "p50 ms",
          "p99 ms");
      double worstRatio = Double.MAX_VALUE;
      double perSecond = 0;
      for (double contention : CONTENTIONS) {
        List<Tally> overHttp = new ArrayList<>();
        List<Tally> overSql = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
          overHttp.add(Storm.closed(http, diary, contention, TURN));
          overSql.add(Storm.closed(bare, diary, contention, TURN));
        }
        Tally ours = median(overHttp);
        Tally floor = median(overSql);
        String share = "%.0f %%".formatted(contention * 100);
        print("HTTP, contention " + share, ours);
        print("SQL,  contention " + share, floor);
        if (floor.madePerSecond() == 0) {
          throw new IllegalStateException(
              "the floor was refused every booking: nothing to compare with");
        }
        worstRatio = Math.min(worstRatio, ours.madePerSecond() / floor.madePerSecond());
        perSecond = perSecond == 0 ? ours.madePerSecond() : perSecond;
      }
      print("rows, contention 10 %", Storm.closed(rows, diary, CONTENTIONS[0], TURN));
      Tally steady = Storm.open(http, diary, CONTENTIONS[0], STEADY_PER_SECOND, STEADY);
      print("HTTP at " + STEADY_PER_SECOND + "/s", steady);
      long doubles = system.doubleBookings();
      System.out.printf(
          Locale.ROOT,
          "%n%d reservations looked at, %d promised twice%n%n",
          system.reservations(),
          doubles);
      System.out.printf(
          Locale.ROOT,
          "RESULT booking ratio=%.2f per_s=%.0f p99_ms_at_333=%.1f double_bookings=%d%n",
          worstRatio,
          perSecond,
          steady.percentileMillis(99),
          doubles);
    } finally {
      for (Booker booker : Stream.of(http, bare, rows).flatMap(List::stream).toList()) {
        booker.close();
      }
    }
  }

  /** Books until it gets no faster, and says for how long. */
  private void warmUp(List<Booker> bookers) throws Exception {
    long start = System.nanoTime();
    double best = 0;
    int noFaster = 0;
    Duration lasted = Duration.ZERO;
    while (noFaster < TURNS_NO_FASTER && lasted.compareTo(WARM_UP_AT_MOST) < 0) {
      double made = Storm.closed(bookers, diary, CONTENTIONS[0], TURN).madePerSecond();
      noFaster = made > best * FASTER ? 0 : noFaster + 1;
      best = Math.max(best, made);
      lasted = Duration.ofNanos(System.nanoTime() - start);
    }
    System.out.printf(
        Locale.ROOT, "warmed up for %d s, to %.0f bookings a second%n", lasted.toSeconds(), best);
  }

  private static void measureSlots(BookedSystem system, Diary.Cast cast, Session session)
      throws Exception {
    system.seedBusyPhysicians();
    try (KeptAlive connection = new KeptAlive(system.console(), session)) {
      SlotSearches searches = new SlotSearches(connection, cast.residents());
      Tally _ = searches.run(SEARCHES);
      Tally tally = searches.run(SEARCHES);
      print("searches for slots", tally);
      System.out.printf(
          Locale.ROOT,
          "%nRESULT slots p50_ms=%.1f p99_ms=%.1f%n",
          tally.percentileMillis(50),
          tally.percentileMillis(99));
    }
  }

  private static Tally median(List<Tally> tallies) {
    return tallies.stream()
        .sorted(Comparator.comparingDouble(Tally::madePerSecond))
        .toList()
        .get(tallies.size() / 2);
  }

  private static void print(String name, Tally tally) {
    System.out.printf(
        Locale.ROOT,
        "%-24s %12.0f %12.0f %9.2f %9.2f%n",
        name,
        tally.madePerSecond(),
        tally.refusedPerSecond(),
        tally.percentileMillis(50),
        tally.percentileMillis(99));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** One connection that books. */
  interface Booker extends AutoCloseable {

    /** Whether the booking was made; false when its time was taken. */
    boolean book(Diary.Entry entry) throws IOException, SQLException;

    @Override
    void close() throws IOException, SQLException;
  }
}
