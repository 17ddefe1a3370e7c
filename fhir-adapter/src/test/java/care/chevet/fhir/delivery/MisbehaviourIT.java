package care.chevet.fhir.delivery;

import static care.chevet.fhir.support.Surroundings.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.MisbehavingHospital;
import care.chevet.fhir.support.MisbehavingHospital.Fault;
import care.chevet.fhir.support.RunningAdapter;
import care.chevet.fhir.support.Surroundings;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/** Whatever a hospital does wrong, each resource is there once and says the newest. */
final class MisbehaviourIT {

  private final Surroundings around = new Surroundings();
  private final MisbehavingHospital hospital = around.hospital;
  private final RunningAdapter adapter =
      around
          .adapter()
          .with("chevet.delivery.call-timeout", "800ms")
          .with("chevet.delivery.lease", "4s")
          .start();

  @AfterEach
  void stop() {
    adapter.close();
    around.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "REFUSED"})
  void eachFaultIsOutlivedInCreationAndInUpdate(Fault fault) {
    failTwice(fault);
    around.service.publish(Events.consultationReported());
    await().atMost(SOON).until(() -> around.service.deliveries.size() == 1);

    failTwice(fault);
    around.service.publish(second());

    await().atMost(SOON).until(() -> around.service.deliveries.size() == 2);
    assertThat(hospital.all("Patient")).hasSize(1);
    assertThat(hospital.all("Practitioner")).hasSize(2);
    assertThat(hospital.all("Encounter")).hasSize(1);
    assertThat(hospital.all("Observation")).hasSize(4);
    assertThat(hospital.all("DocumentReference")).hasSize(2);
    assertThat(
            hospital.all("Encounter").getFirst().path("reasonCode").path(0).path("text").asString())
        .isEqualTo("Question seconde");
  }

  @Test
  void twoOfOursThereAreAnIncidentAndNeverARetry() {
    around.service.publish(Events.consultationReported());
    await().atMost(SOON).until(() -> around.service.deliveries.size() == 1);
    var encounter = hospital.all("Encounter").getFirst();
    var twin = encounter.deepCopy();
    twin.put("id", "twin");
    hospital.put("Encounter/twin", twin);
    hospital.edit("Encounter/" + encounter.path("id").asString(), each -> each.put("x", "y"));

    around.service.publish(second());

    await().atMost(SOON).until(() -> code().equals("several_matches"));
    assertThat(hospital.all("DocumentReference")).hasSize(1);
  }

  /** The same consultation, its report amended and its question mended. */
  private static ObjectNode second() {
    var event = Events.consultationReported();
    event.put("id", "second-event").put("type", "consultation.report-amended");
    var consultation = (ObjectNode) event.path("consultation");
    consultation.put("question", "Question seconde");
    ((ObjectNode) consultation.path("report")).put("version", 2);
    return event;
  }

  private void failTwice(Fault fault) {
    var count = new AtomicInteger();
    hospital.faults = () -> count.getAndIncrement() < 2 ? fault : Fault.NONE;
  }

  private String code() {
    return adapter
        .jdbc()
        .sql("SELECT coalesce(max(problem_code), '') FROM delivery WHERE state = 'dead'")
        .query(String.class)
        .single();
  }
}
