package care.chevet.fhir.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.ConsultationServiceDouble;
import care.chevet.fhir.support.Database;
import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.MisbehavingHospital;
import care.chevet.fhir.support.RunningAdapter;
import care.chevet.fhir.support.TestIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A holder that sleeps longer than its lease, and wakes up believing that it still holds it. */
final class FencingIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final TestIssuer issuer = new TestIssuer();
  private final ConsultationServiceDouble service = new ConsultationServiceDouble();
  private final MisbehavingHospital hospital = new MisbehavingHospital();

  @AfterEach
  void stop() {
    hospital.close();
    service.close();
    issuer.close();
  }

  @Test
  void whoOutsleepsTheLeaseMayChangeNothingAnyMore() {
    try (var adapter = adapter(Database.fresh()).start()) {
      var lanes = adapter.bean(Lanes.class);
      adapter
          .bean(Backlog.class)
          .enqueue(
              new Backlog.Order(
                  "990000999",
                  "patient:1",
                  "event-1",
                  FileKind.CONSULTATION,
                  "c-1",
                  new Backlog.Told(1, 0, Optional.empty(), Optional.empty()),
                  Instant.now(),
                  "{}"));
      var sleeper = lanes.claim("990000999", "sleeper", Duration.ofSeconds(30)).orElseThrow();
      assertThat(lanes.claim("990000999", "other", Duration.ofSeconds(30))).isEmpty();
      runOut(adapter);

      var other = lanes.claim("990000999", "other", Duration.ofSeconds(30)).orElseThrow();

      assertThat(other.lane().fence()).isGreaterThan(sleeper.lane().fence());
      assertThatThrownBy(() -> lanes.guard(sleeper.lane())).isInstanceOf(LeaseLost.class);
      assertThatThrownBy(() -> lanes.renew(sleeper.lane(), Duration.ofSeconds(30)))
          .isInstanceOf(LeaseLost.class);
      assertThatThrownBy(() ->
              lanes.postpone(sleeper.lane(), sleeper.delivery(), Duration.ZERO, true, "too late"))
          .isInstanceOf(LeaseLost.class);
      assertThatThrownBy(() -> lanes.bury(sleeper.lane(), sleeper.delivery(), "x", "too late"))
          .isInstanceOf(LeaseLost.class);
      lanes.release(sleeper.lane());
      assertThatThrownBy(() -> lanes.delivered(sleeper.lane(), sleeper.delivery()))
          .isInstanceOf(LeaseLost.class);
      assertThat(lanes.claim("990000999", "third", Duration.ofSeconds(30))).isEmpty();
      lanes.delivered(other.lane(), other.delivery());
    }
  }

  @Test
  void anAdapterPausedInTheMiddleOfADeliveryLeavesItToTheOther() {
    var asked = new AtomicInteger();
    var otherIsDone = new CountDownLatch(1);
    service.beforeDocument =
        () -> {
          if (asked.getAndIncrement() == 0) {
            try {
              assertThat(otherIsDone.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    var database = Database.fresh();
    try (var first = deliveringAdapter(database).start()) {
      service.publish(Events.consultationReported());
      // Its own other workers ask too, once the lease has run out.
      await().atMost(SOON).until(() -> asked.get() >= 1);
      try (var second = deliveringAdapter(database).start()) {
        await().atMost(SOON).until(() -> service.deliveries.size() == 1);
        otherIsDone.countDown();
        service.publish(Events.consultationReported(2, 2, Events.HOSPITAL));
        await().atMost(SOON).until(() -> service.deliveries.size() == 2);
        assertThat(second.address()).isNotEqualTo(first.address());
      }
    }
    assertThat(hospital.all("Patient")).hasSize(2);
    assertThat(hospital.all("Encounter")).hasSize(2);
    assertThat(hospital.all("DocumentReference")).hasSize(2);
    assertThat(hospital.all("Practitioner")).hasSize(2);
    assertThat(hospital.writes).hasValue(3 + 2 * 10);
  }

  /** The lease of the only lane ends now: one short enough to be waited for may end too early. */
  private static void runOut(RunningAdapter adapter) {
    var ended =
        adapter.jdbc().sql("UPDATE lane SET leased_until = now() - interval '1 second'").update();
    assertThat(ended).isEqualTo(1);
  }

  private RunningAdapter.Builder adapter(String database) {
    return RunningAdapter.builder().database(database).issuer(issuer).service(service);
  }

  private RunningAdapter.Builder deliveringAdapter(String database) {
    return adapter(database)
        .hospital(Events.HOSPITAL, "CH de la Brenne", hospital.address(), "hospital-brenne")
        .with("chevet.delivery.call-timeout", "500ms")
        .with("chevet.delivery.lease", "1100ms");
  }
}
