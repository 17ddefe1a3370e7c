package care.chevet.fhir.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.ConsultationServiceDouble;
import care.chevet.fhir.support.Database;
import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.MisbehavingHospital;
import care.chevet.fhir.support.RunningAdapter;
import care.chevet.fhir.support.TestIssuer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * How soon hospitals have what was committed, beside a dead one; and how a long outage drains. The
 * figures are printed; they are held to the goals with {@code -Dchevet.goals=true}, since a busy
 * machine proves nothing either way.
 */
final class GoalsIT {

  private static final int CONSULTATIONS =
      Integer.getInteger(
          "chevet.outage.consultations", Boolean.getBoolean("chevet.full") ? 2_000 : 60);
  private static final boolean STRICT = Boolean.getBoolean("chevet.goals");
  private static final Duration LONG = Duration.ofMinutes(2).plusMillis(CONSULTATIONS * 100L);
  private static final String DEAD = "990000103";

  private final TestIssuer issuer = new TestIssuer();
  private final ConsultationServiceDouble service = new ConsultationServiceDouble();
  private final MisbehavingHospital brenne = new MisbehavingHospital();
  private final MisbehavingHospital reunion = new MisbehavingHospital();
  private final MisbehavingHospital dead = new MisbehavingHospital();
  private final RunningAdapter adapter =
      RunningAdapter.builder()
          .database(Database.fresh())
          .issuer(issuer)
          .service(service)
          .hospital(Events.HOSPITAL, "CH de la Brenne", brenne.address(), "hospital-brenne")
          .hospital(Events.OTHER_HOSPITAL, "CH du Sud", reunion.address(), "hospital-reunion")
          .hospital(DEAD, "CH mort", dead.address(), "hospital-dead")
          .start();

  @AfterEach
  void stop() {
    adapter.close();
    List.of(brenne, reunion, dead).forEach(MisbehavingHospital::close);
    service.close();
    issuer.close();
  }

  @Test
  void oneDeadHospitalDelaysNobodyElse() {
    var warm = latencies(1, 20, Events.HOSPITAL, Events.OTHER_HOSPITAL);
    assertThat(warm).hasSize(20);
    var alive = latencies(1_000, CONSULTATIONS, Events.HOSPITAL, Events.OTHER_HOSPITAL);
    dead.goDown();

    var beside = latencies(100_000, CONSULTATIONS, Events.HOSPITAL, Events.OTHER_HOSPITAL, DEAD);

    var shift = percentile(beside, 99) * 1.0 / percentile(alive, 99) - 1;
    System.out.printf(
        "LATENCY consultations=%d p50_ms=%d p99_ms=%d beside_dead_p50_ms=%d beside_dead_p99_ms=%d"
            + " shift=%.2f%n",
        CONSULTATIONS,
        percentile(alive, 50),
        percentile(alive, 99),
        percentile(beside, 50),
        percentile(beside, 99),
        shift);
    if (STRICT) {
      assertThat(percentile(alive, 99)).isLessThan(1_000);
      assertThat(shift).isLessThan(0.10);
    }
  }

  @Test
  void anOutageDrainsInOrderByItself() {
    brenne.goDown();
    for (var number = 1; number <= CONSULTATIONS; number++) {
      service.publish(
          Events.consultationReported(
              number % Math.max(1, CONSULTATIONS / 6), number, Events.HOSPITAL));
    }
    await().atMost(LONG).until(() -> queued() == CONSULTATIONS);
    aDayGoesBy();
    var back = System.nanoTime();
    brenne.comeBack();

    await().atMost(LONG).until(() -> service.deliveries.size() == CONSULTATIONS);

    var seconds = (System.nanoTime() - back) / 1e9;
    var last = new HashMap<String, Integer>();
    for (var encounter : brenne.all("Encounter")) {
      var question = encounter.path("reasonCode").path(0).path("text").asString();
      var number = Integer.parseInt(question.substring(question.lastIndexOf(' ') + 1));
      var before = last.put(encounter.path("subject").path("reference").asString(), number);
      assertThat(before == null ? 0 : before).isLessThan(number);
    }
    assertThat(brenne.all("Encounter")).hasSize(CONSULTATIONS);
    System.out.printf(
        "RECOVERY outage_hours=24 consultations=%d seconds_to_drain=%.1f per_second=%.1f disordered=0%n",
        CONSULTATIONS, seconds, CONSULTATIONS / seconds);
  }

  /** Everything that waits has waited, and been tried in vain, for a day longer. */
  private void aDayGoesBy() {
    var aged =
        adapter
            .jdbc()
            .sql(
                """
                UPDATE delivery SET enqueued_at = enqueued_at - interval '24 hours',
                  retry_since = retry_since - interval '24 hours'
                WHERE state = 'queued'
                """)
            .update();
    assertThat(aged).isEqualTo(CONSULTATIONS);
  }

  private int queued() {
    return adapter
        .jdbc()
        .sql("SELECT count(*) FROM delivery WHERE state = 'queued'")
        .query(Integer.class)
        .single();
  }

  /**
   * Milliseconds from the event's publication to its encounter's arrival at both live hospitals.
   */
  private List<Long> latencies(int first, int count, String... hospitals) {
    var published = new HashMap<String, Long>();
    var taken = new ConcurrentHashMap<String, Long>();
    var arrivals = new AtomicInteger();
    Runnable look = arrivals::incrementAndGet;
    brenne.afterCommit = place -> note(place, taken, look);
    reunion.afterCommit = brenne.afterCommit;
    for (var number = first; number < first + count; number++) {
      published.put("Question " + number, System.nanoTime());
      service.publish(Events.consultationReported(number, number, hospitals));
      var wanted = 2 * (number - first + 1);
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(2))
          .atMost(LONG)
          .until(() -> arrivals.get() >= wanted);
    }
    return published.entrySet().stream()
        .map(each -> (taken.get(each.getKey()) - each.getValue()) / 1_000_000)
        .sorted()
        .toList();
  }

  private static void note(String question, ConcurrentHashMap<String, Long> taken, Runnable look) {
    var _ = taken.merge(question, System.nanoTime(), Math::max);
    look.run();
  }

  private static long percentile(List<Long> sorted, int percent) {
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }
}
