package care.chevet.fhir.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.AdapterProcess;
import care.chevet.fhir.support.ConsultationServiceDouble;
import care.chevet.fhir.support.Database;
import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.MisbehavingHospital;
import care.chevet.fhir.support.MisbehavingHospital.Fault;
import care.chevet.fhir.support.RunningAdapter;
import care.chevet.fhir.support.TestIssuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Exactly once, in order: answers lost after the commit, errors before and after it, resets, two
 * adapters at once, killed or stopped in mid-work again and again. The whole of it, 10,000
 * consultations and 20 processes killed, with {@code -Dchevet.full=true}; else one is killed and
 * the others, which share the test's own process, are stopped.
 */
final class EffectIT {

  private static final boolean FULL = Boolean.getBoolean("chevet.full");
  private static final int CONSULTATIONS =
      Integer.getInteger("chevet.consultations", FULL ? 10_000 : 120);
  private static final int RESIDENTS = Math.max(10, CONSULTATIONS / 10);
  private static final int STOPS = Integer.getInteger("chevet.stops", FULL ? 20 : 4);
  private static final Duration LONG = Duration.ofMinutes(2).plusMillis(CONSULTATIONS * 100L);

  private final TestIssuer issuer = new TestIssuer();
  private final ConsultationServiceDouble service = new ConsultationServiceDouble();
  private final MisbehavingHospital brenne = new MisbehavingHospital();
  private final MisbehavingHospital reunion = new MisbehavingHospital();

  @AfterEach
  void stop() {
    brenne.close();
    reunion.close();
    service.close();
    issuer.close();
  }

  @Test
  void everyConsultationArrivesOnceAndInOrderWhateverHappens() throws Exception {
    var faults = new AtomicInteger();
    brenne.faults = misfortune(1, faults);
    reunion.faults = misfortune(2, faults);
    var database = Database.fresh();
    for (var number = 1; number <= CONSULTATIONS; number++) {
      service.publish(
          Events.consultationReported(
              number % RESIDENTS, number, Events.HOSPITAL, Events.OTHER_HOSPITAL));
    }
    var started = System.nanoTime();
    var adapters =
        new ArrayList<AutoCloseable>(List.of(adapter(database).startProcess(), another(database)));
    var kills = 0;
    for (var stop = 1; stop <= STOPS; stop++) {
      var wanted = 2 * CONSULTATIONS * stop / (STOPS + 2);
      await().atMost(LONG).until(() -> service.deliveries.size() >= wanted);
      var first = adapters.removeFirst();
      if (first instanceof AdapterProcess process) {
        assertThat(process.alive()).as("it is killed at work, it has not ended").isTrue();
        kills++;
      }
      first.close();
      adapters.add(another(database));
    }
    await().atMost(LONG).until(() -> delivered() == 2L * CONSULTATIONS);
    var seconds = (System.nanoTime() - started) / 1e9;
    for (var adapter : adapters) {
      adapter.close();
    }

    assertOnceAndInOrder(brenne);
    assertOnceAndInOrder(reunion);
    System.out.printf(
        "EFFECT consultations=%d hospitals=2 faults=%d kills=%d stops=%d lost=0 doubled=0"
            + " disordered=0 seconds=%.1f%n",
        CONSULTATIONS, faults.get(), kills, STOPS - kills, seconds);
  }

  private long delivered() {
    return service.deliveries.stream()
        .map(notice ->
            notice.path("consultation").asString()
                + notice.path("recipient").path("finess").asString())
        .distinct()
        .count();
  }

  /** Of a hundred answers, five are lost after the commit and ten are errors of three kinds. */
  private static Supplier<Fault> misfortune(long seed, AtomicInteger count) {
    var random = new Random(seed);
    return () -> {
      Fault fault;
      synchronized (random) {
        var draw = random.nextInt(100);
        if (draw < 5) {
          fault = Fault.ANSWER_LOST_AFTER_COMMIT;
        } else if (draw < 8) {
          fault = Fault.ERROR_AFTER_COMMIT;
        } else if (draw < 13) {
          fault = Fault.ERROR_BEFORE_COMMIT;
        } else if (draw < 15) {
          fault = Fault.RESET_BEFORE_COMMIT;
        } else {
          fault = Fault.NONE;
        }
      }
      if (fault != Fault.NONE) {
        count.incrementAndGet();
      }
      return fault;
    };
  }

  private static void assertOnceAndInOrder(MisbehavingHospital hospital) {
    assertThat(hospital.all("Organization")).hasSize(1);
    assertThat(hospital.all("Practitioner")).hasSize(2);
    assertThat(hospital.all("Patient")).hasSize(Math.min(RESIDENTS, CONSULTATIONS));
    assertThat(hospital.all("Encounter")).hasSize(CONSULTATIONS);
    assertThat(hospital.all("Observation")).hasSize(4 * CONSULTATIONS);
    assertThat(hospital.all("DocumentReference")).hasSize(CONSULTATIONS);
    for (var type : List.of("Patient", "Encounter", "Observation", "DocumentReference")) {
      var identifiers = new HashSet<String>();
      for (var resource : hospital.all(type)) {
        identifiers.add(resource.path("identifier").path(0).path("value").asString());
      }
      assertThat(identifiers).hasSameSizeAs(hospital.all(type));
    }
    var lastOfPatient = new HashMap<String, Integer>();
    for (var encounter : hospital.all("Encounter")) {
      var patient = encounter.path("subject").path("reference").asString();
      var number = number(encounter.path("reasonCode").path(0).path("text").asString());
      assertThat(lastOfPatient.getOrDefault(patient, 0)).isLessThan(number);
      lastOfPatient.put(patient, number);
    }
  }

  private static int number(String question) {
    return Integer.parseInt(question.substring(question.lastIndexOf(' ') + 1));
  }

  /** One that takes the place of one that is gone. */
  private AutoCloseable another(String database) {
    return FULL ? adapter(database).startProcess() : adapter(database).start();
  }

  private RunningAdapter.Builder adapter(String database) {
    return RunningAdapter.builder()
        .database(database)
        .issuer(issuer)
        .service(service)
        .hospital(Events.HOSPITAL, "CH de la Brenne", brenne.address(), "hospital-brenne")
        .hospital(Events.OTHER_HOSPITAL, "CH du Sud", reunion.address(), "hospital-reunion");
  }
}
