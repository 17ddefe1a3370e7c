package care.chevet.bench.signaling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * What is lost or doubled when a client is away for a while and another one writes to it. All
 * servers and gaps have their wait at the same time.
 */
final class GapDrill {
  static final List<Duration> GAPS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(7),
          Duration.ofSeconds(29),
          Duration.ofSeconds(60));
  private static final int PAIRS = 5;
  private static final int MESSAGES = 20;
  private static final Duration BACK_WITHIN = Duration.ofSeconds(10);
  private static final Duration CAUGHT_UP_WITHIN = Duration.ofSeconds(5);

  /** For what comes a second time. */
  private static final Duration STRAGGLERS = Duration.ofMillis(500);

  private GapDrill() {}

  /** How the socket goes: its end is told to the server, or the server knows nothing of it. */
  enum Way {
    CUT("cut"),
    HALF_OPEN("half open");

    final String shown;

    Way(String shown) {
      this.shown = shown;
    }
  }

  /** One kind of absence. */
  record Absence(Way way, Duration gap) {
    /** Every way for every time. */
    static List<Absence> all() {
      List<Absence> all = new ArrayList<>();
      for (Way way : Way.values()) {
        GAPS.forEach(gap -> all.add(new Absence(way, gap)));
      }
      return all;
    }
  }

  /** Messages sent to those who were away, and what became of them. */
  record Outcome(int sent, int lost, int doubled) {
    static final Outcome NOTHING = new Outcome(0, 0, 0);

    Outcome plus(Outcome more) {
      return new Outcome(sent + more.sent, lost + more.lost, doubled + more.doubled);
    }

    String shown() {
      return doubled == 0 ? Integer.toString(lost) : lost + " (" + doubled + ")";
    }

    static Outcome sum(Collection<Outcome> outcomes) {
      return outcomes.stream().reduce(NOTHING, Outcome::plus);
    }
  }

  /** A server to go away from. */
  record Place(String name, int port, Dialect dialect) {}

  static Map<String, Map<Absence, Outcome>> run(List<Place> places)
      throws InterruptedException, ExecutionException {
    List<Pair> pairs = new ArrayList<>();
    try (ClientLoop loop = new ClientLoop();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Place place : places) {
        for (Absence absence : Absence.all()) {
          for (int i = 0; i < PAIRS; i++) {
            pairs.add(new Pair(loop, place, absence, pairs.size()));
          }
        }
      }
      Map<String, Map<Absence, Outcome>> outcomes = new LinkedHashMap<>();
      List<Future<Outcome>> done = threads.invokeAll(pairs);
      for (int i = 0; i < pairs.size(); i++) {
        Pair pair = pairs.get(i);
        Outcome _ =
            outcomes
                .computeIfAbsent(pair.place.name(), _ -> new LinkedHashMap<>())
                .merge(pair.absence, done.get(i).get(), Outcome::plus);
      }
      return outcomes;
    }
  }

  /** One who stays and one who goes. */
  private static final class Pair implements Callable<Outcome> {
    private final ClientLoop loop;
    private final Place place;
    private final Absence absence;
    private final Client stays;
    private final Client goes;
    private final Map<String, Integer> got = new ConcurrentHashMap<>();

    Pair(ClientLoop loop, Place place, Absence absence, int number) {
      this.loop = loop;
      this.place = place;
      this.absence = absence;
      this.stays = new Client("gap", number, 1, place.dialect(), _ -> {});
      this.goes =
          new Client(
              "gap",
              number,
              0,
              place.dialect(),
              word -> {
                int _ = got.merge(word, 1, Integer::sum);
              });
      Client.pair(stays, goes);
    }

    @Override
    public Outcome call() {
      join(stays);
      join(goes);
      loop.execute(absence.way() == Way.CUT ? goes::cut : goes::halfOpen);
      for (int i = 0; i < MESSAGES; i++) {
        String word = Integer.toString(i);
        loop.execute(() -> stays.say(word, ""));
        LockSupport.parkNanos(absence.gap().toNanos() / MESSAGES);
      }
      loop.connect(goes, place.port());
      // Who is not let in again has lost everything; that is a result and no fault.
      if (holdsWithin(BACK_WITHIN, () -> goes.joined)) {
        boolean _ = holdsWithin(CAUGHT_UP_WITHIN, () -> got.size() == MESSAGES);
        LockSupport.parkNanos(STRAGGLERS.toNanos());
      }
      int arrived = got.values().stream().mapToInt(Integer::intValue).sum();
      loop.execute(stays::cut);
      loop.execute(goes::cut);
      return new Outcome(MESSAGES, MESSAGES - got.size(), arrived - got.size());
    }

    private void join(Client client) {
      loop.connect(client, place.port());
      if (!holdsWithin(BACK_WITHIN, () -> client.joined)) {
        throw new IllegalStateException(client.name() + " did not join " + place.name());
      }
    }

    private static boolean holdsWithin(Duration time, BooleanSupplier condition) {
      long until = System.nanoTime() + time.toNanos();
      while (!condition.getAsBoolean()) {
        if (System.nanoTime() > until) {
          return false;
        }
        LockSupport.parkNanos(10_000_000);
      }
      return true;
    }
  }
}
