package care.chevet.fhir.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.ConsultationServiceDouble;
import care.chevet.fhir.support.Database;
import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.MisbehavingHospital;
import care.chevet.fhir.support.MisbehavingHospital.Fault;
import care.chevet.fhir.support.RunningAdapter;
import care.chevet.fhir.support.TestIssuer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the consultation service is told of a delivery that no retry will mend. */
final class DeliveryNoticeIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final TestIssuer issuer = new TestIssuer();
  private final ConsultationServiceDouble service = new ConsultationServiceDouble();
  private final MisbehavingHospital hospital = new MisbehavingHospital();
  private RunningAdapter adapter;

  @BeforeEach
  void start() {
    adapter =
        RunningAdapter.builder()
            .database(Database.fresh())
            .issuer(issuer)
            .service(service)
            .hospital(Events.HOSPITAL, "CH de la Brenne", hospital.address(), "hospital-brenne")
            .start();
  }

  @AfterEach
  void stop() {
    adapter.close();
    hospital.close();
    service.close();
    issuer.close();
  }

  @Test
  void aFailedDeliveryIsToldOnceWithItsReportAndItsHospital() {
    hospital.faults = () -> Fault.REFUSED;
    service.publish(Events.consultationReported());

    await().atMost(SOON).until(() -> !service.deliveries.isEmpty());

    assertThat(service.deliveries).hasSize(1);
    var notice = service.deliveries.getFirst();
    assertThat(notice.path("status").asString()).isEqualTo("failed");
    assertThat(notice.path("recipient").path("kind").asString()).isEqualTo("hospital");
    assertThat(notice.path("recipient").path("finess").asString()).isEqualTo(Events.HOSPITAL);
    assertThat(notice.path("reportVersion").asInt()).isEqualTo(1);
    assertThat(notice.path("consultation").asString()).isNotEmpty();
    assertThat(notice.path("at").asString()).isNotEmpty();
    assertThat(notice.has("reference")).isFalse();
  }

  @Test
  void theFailureIsToldAlsoWhenTheServiceIsAwayAtThatMoment() {
    hospital.faults = () -> Fault.REFUSED;
    service.beforeDocument = () -> service.failing = true;
    service.publish(Events.consultationReported());
    await()
        .atMost(SOON)
        .until(() ->
            adapter
                    .jdbc()
                    .sql("SELECT count(*) FROM delivery WHERE state = 'dead'")
                    .query(Long.class)
                    .single()
                == 1);

    service.failing = false;

    await().atMost(SOON).until(() -> service.deliveries.size() == 1);
    assertThat(service.deliveries.getFirst().path("status").asString()).isEqualTo("failed");
  }
}
