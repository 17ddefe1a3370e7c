package care.chevet.bench.hospitals;

import care.chevet.bench.Memory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * The adapter between a consultation service and hospitals that do nothing: how much leaves in a
 * second beside the floor, how soon a hospital has what was committed while another is dead, and
 * how fast the façade answers beside HAPI's plain server.
 */
public final class FhirBench {

  private static final String NULL = "990000101";
  private static final String SECOND = "990000102";
  private static final String DEAD = "990000103";
  private static final int CONSULTATIONS = Integer.getInteger("bench.consultations", 1_500);
  private static final int RESIDENTS = 150;
  private static final int PACED = Integer.getInteger("bench.paced", 200);
  private static final int PER_SECOND = Integer.getInteger("bench.rate", 15);
  private static final Duration TURN = Duration.ofSeconds(Integer.getInteger("bench.turn", 8));
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private final Path home;
  private final Issuer issuer = new Issuer();
  private final ServiceDouble service;
  private int published;

  private FhirBench(Path home) throws IOException {
    this.home = home;
    this.service = new ServiceDouble(home);
  }

  /**
   * What was measured.
   *
   * @param aliveP99Millis before the third hospital died; p50 and p99 beside it
   */
  private record Figures(
      double outboundPerSecond,
      double floorPerSecond,
      double aliveP99Millis,
      double p50Millis,
      double p99Millis,
      double readRatio,
      double searchRatio,
      double heapMegabytes,
      double residentMegabytes) {}

  public static void run() throws Exception {
    var home = Path.of(System.getProperty("chevet.home", ".")).toAbsolutePath();
    var figures = new FhirBench(home).measure();
    var shift = figures.p99Millis() / Math.max(1, figures.aliveP99Millis()) - 1;
    row("outbound, resources/s", figures.outboundPerSecond());
    row("floor, resources/s", figures.floorPerSecond());
    row("commit to accepted p50, ms", figures.p50Millis());
    row("commit to accepted p99, ms", figures.p99Millis());
    row("p99 without a dead hospital", figures.aliveP99Millis());
    row("reads, of the plain server's", figures.readRatio());
    row("searches, of the plain server's", figures.searchRatio());
    row("heap in use at the end, MB", figures.heapMegabytes());
    row("resident memory at the end, MB", figures.residentMegabytes());
    System.out.printf(
        Locale.ROOT,
        "RESULT fhir outbound_per_s=%.0f outbound_ratio=%.2f p99_ms=%.0f dead_hospital_shift=%.2f"
            + " read_ratio=%.2f search_ratio=%.2f heap_mb=%.0f%n",
        figures.outboundPerSecond(),
        figures.outboundPerSecond() / figures.floorPerSecond(),
        figures.p99Millis(),
        shift,
        figures.readRatio(),
        figures.searchRatio(),
        figures.heapMegabytes());
  }

  private static void row(String what, double figure) {
    System.out.printf(Locale.ROOT, "%-34s %10.2f%n", what, figure);
  }

  private Figures measure() throws Exception {
    var first = new NullHospital();
    var second = new NullHospital();
    var dead = new NullHospital();
    var doubles = List.of(issuer, service, first, second, dead);
    doubles.forEach(HttpDouble::start);
    var hospitals = new LinkedHashMap<String, URI>();
    hospitals.put(NULL, first.address());
    hospitals.put(SECOND, second.address());
    hospitals.put(DEAD, dead.address());
    try (var postgres = EmbeddedPostgres.start();
        var adapter = start(postgres, hospitals)) {
      var outbound = outbound(first);
      var latencies = latencies(List.of(first, second), dead);
      var floor = new Floor(first.address(), first.lastConsultation());
      var _ = floor.measure(TURN);
      var floorPerSecond = floor.measure(TURN);
      var ratios = facade(adapter);
      var memory = Memory.of(adapter.handle()).stream().mapToDouble(Memory::megabytes).sum();
      return new Figures(
          outbound,
          floorPerSecond,
          percentile(latencies.alive(), 99),
          percentile(latencies.besideDead(), 50),
          percentile(latencies.besideDead(), 99),
          ratios.getFirst(),
          ratios.getLast(),
          adapter.heapMegabytes(),
          memory);
    } finally {
      doubles.forEach(HttpDouble::close);
    }
  }

  private Adapter start(EmbeddedPostgres postgres, Map<String, URI> hospitals)
      throws IOException, InterruptedException {
    var database = postgres.getJdbcUrl("postgres", "postgres");
    return Adapter.start(home, database, service.address(), issuer, hospitals);
  }

  /** Resources a second to a hospital that takes them at once, after as many to warm up. */
  private double outbound(NullHospital hospital) throws InterruptedException {
    var perSecond = 0.0;
    for (var round = 0; round < 2; round++) {
      var before = hospital.resources();
      var delivered = service.delivered();
      var started = System.nanoTime();
      for (var count = 0; count < CONSULTATIONS; count++) {
        service.publish(++published, published % RESIDENTS, List.of(NULL));
      }
      service.awaitDelivered(delivered + CONSULTATIONS, LONGEST);
      perSecond = (hospital.resources() - before) * 1e9 / (System.nanoTime() - started);
    }
    return perSecond;
  }

  /** Milliseconds from publication to arrival at the later of two hospitals, sorted. */
  private record Latencies(List<Long> alive, List<Long> besideDead) {}

  /** Turn by turn, so that whatever else the machine does falls on both alike. */
  private Latencies latencies(List<NullHospital> live, NullHospital third)
      throws InterruptedException {
    var alive = new ArrayList<Long>();
    var besideDead = new ArrayList<Long>();
    for (var round = 0; round < ROUNDS; round++) {
      alive.addAll(paced(live, List.of(NULL, SECOND)));
      var delivered = service.delivered();
      third.die();
      besideDead.addAll(paced(live, List.of(NULL, SECOND, DEAD)));
      third.start();
      service.awaitDelivered(delivered + PACED * (live.size() + 1), LONGEST);
    }
    return new Latencies(alive.stream().sorted().toList(), besideDead.stream().sorted().toList());
  }

  private List<Long> paced(List<NullHospital> watched, List<String> hospitals)
      throws InterruptedException {
    var times = new LinkedHashMap<Integer, Long>();
    var delivered = service.delivered();
    var first = System.nanoTime();
    for (var count = 0; count < PACED; count++) {
      parkUntil(first + count * Duration.ofSeconds(1).toNanos() / PER_SECOND);
      times.put(++published, System.nanoTime());
      service.publish(published, published % RESIDENTS, hospitals);
    }
    service.awaitDelivered(delivered + PACED * watched.size(), LONGEST);
    var millis = new ArrayList<Long>();
    times.forEach((number, at) -> {
      var last = watched.stream().mapToLong(each -> each.accepted(number)).max().orElseThrow();
      millis.add((last - at) / 1_000_000);
    });
    return millis;
  }

  private static void parkUntil(long nanos) {
    for (var left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static double percentile(List<Long> sorted, int percent) {
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)).doubleValue();
  }

  /** Of reads and of searches, the façade's as a share of the plain server's; the median turn. */
  private List<Double> facade(Adapter adapter) throws IOException, InterruptedException {
    try (var plain = PlainServer.start(home.resolve("target/bench-plain-server.log"))) {
      var ours = new Reader(adapter.address(), issuer.token("client-" + NULL, "system/*.cruds"));
      var theirs = new Reader(plain.address(), "");
      ours.fill();
      theirs.fill();
      var reads = new ArrayList<Double>();
      var searches = new ArrayList<Double>();
      for (var round = 0; round <= ROUNDS; round++) {
        var read = ours.reads(TURN.dividedBy(2)) / theirs.reads(TURN.dividedBy(2));
        var search = ours.searches(TURN.dividedBy(2)) / theirs.searches(TURN.dividedBy(2));
        if (round > 0) {
          reads.add(read);
          searches.add(search);
        }
      }
      return List.of(median(reads), median(searches));
    }
  }

  private static double median(List<Double> figures) {
    return figures.stream().sorted().toList().get(figures.size() / 2);
  }
}
