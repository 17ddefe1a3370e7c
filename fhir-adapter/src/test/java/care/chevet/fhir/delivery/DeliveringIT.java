package care.chevet.fhir.delivery;

import static care.chevet.fhir.support.Surroundings.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.ConsultationServiceDouble;
import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.Goldens;
import care.chevet.fhir.support.MisbehavingHospital;
import care.chevet.fhir.support.MisbehavingHospital.Fault;
import care.chevet.fhir.support.RunningAdapter;
import care.chevet.fhir.support.Surroundings;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A reported consultation on its way from the feed to a hospital, over real HTTP and SQL. */
final class DeliveringIT {

  private final Surroundings around = new Surroundings();
  private final ConsultationServiceDouble service = around.service;
  private final MisbehavingHospital hospital = around.hospital;
  private final RunningAdapter adapter = around.adapter().start();

  @AfterEach
  void stop() {
    adapter.close();
    around.close();
  }

  @Test
  void aReportedConsultationReachesTheHospitalWhole() {
    service.publish(Events.residentRegistered());
    service.publish(Events.consultationReported());

    await().atMost(SOON).until(() -> service.deliveries.size() == 1);

    assertThat(hospital.all("Organization")).hasSize(1);
    assertThat(hospital.all("Practitioner")).hasSize(2);
    assertThat(hospital.all("Patient")).hasSize(1);
    assertThat(hospital.all("Encounter")).hasSize(1);
    assertThat(hospital.all("Observation")).hasSize(4);
    assertThat(hospital.all("DocumentReference")).hasSize(1);
    var document = hospital.all("DocumentReference").getFirst();
    assertThat(document.path("subject").path("reference").asString())
        .isEqualTo("Patient/" + hospital.all("Patient").getFirst().path("id").asString());
    assertThat(document.path("custodian").path("reference").asString()).startsWith("Organization/");
    var notice = service.deliveries.getFirst();
    assertThat(notice.path("status").asString()).isEqualTo("delivered");
    assertThat(notice.path("recipient").path("finess").asString()).isEqualTo(Events.HOSPITAL);
    var golden = JsonMapper.shared().readTree(Goldens.read("delivery.json"));
    assertThat(notice.propertyNames()).containsExactlyInAnyOrderElementsOf(golden.propertyNames());
    assertThat(notice.path("recipient").propertyNames())
        .containsExactlyInAnyOrderElementsOf(golden.path("recipient").propertyNames());
    assertThat(notice.path("reference").asString())
        .isEqualTo("DocumentReference/" + document.path("id").asString());
  }

  @Test
  void anAmendedReportIsADocumentThatReplacesTheOneBefore() {
    service.publish(Events.consultationReported());
    service.publish(Events.consultationAmended());

    await().atMost(SOON).until(() -> service.deliveries.size() == 2);

    assertThat(hospital.all("Encounter")).hasSize(1);
    var documents = hospital.all("DocumentReference");
    assertThat(documents).hasSize(2);
    var replacing =
        documents.stream().filter(one -> one.has("relatesTo")).findFirst().orElseThrow();
    var replaced =
        documents.stream().filter(one -> !one.has("relatesTo")).findFirst().orElseThrow();
    var relation = replacing.path("relatesTo").get(0);
    assertThat(relation.path("code").asString()).isEqualTo("replaces");
    assertThat(relation.path("target").path("identifier").path("value"))
        .isEqualTo(replaced.path("masterIdentifier").path("value"));
    assertThat(service.deliveries.getLast().path("reportVersion").asInt()).isEqualTo(2);
  }

  @Test
  void anAnswerLostAfterTheCommitDoublesNothing() {
    failFirst(4, Fault.ANSWER_LOST_AFTER_COMMIT);
    service.publish(Events.consultationReported());

    await().atMost(SOON).until(() -> service.deliveries.size() == 1);

    assertExactlyOnce();
  }

  @Test
  void aGatewayErrorAfterTheCommitDoublesNothing() {
    failFirst(4, Fault.ERROR_AFTER_COMMIT);
    service.publish(Events.consultationReported());

    await().atMost(SOON).until(() -> service.deliveries.size() == 1);

    assertExactlyOnce();
  }

  @Test
  void errorsResetsAndThrottlingAreWaitedOut() {
    var count = new AtomicInteger();
    hospital.faults =
        () ->
            switch (count.getAndIncrement()) {
              case 0 -> Fault.ERROR_BEFORE_COMMIT;
              case 1 -> Fault.RESET_BEFORE_COMMIT;
              case 2 -> Fault.TOO_MANY_REQUESTS;
              default -> Fault.NONE;
            };
    service.publish(Events.consultationReported());

    await().atMost(SOON).until(() -> service.deliveries.size() == 1);

    assertExactlyOnce();
  }

  @Test
  void aRefusalWaitsForAPersonWithTheHospitalsOwnWords() {
    hospital.faults = () -> Fault.REFUSED;
    service.publish(Events.consultationReported());

    await().atMost(SOON).until(() -> buried() == 1);

    assertThat(
            adapter.jdbc().sql("SELECT problem_words FROM delivery").query(String.class).single())
        .contains("HTTP 400", "Nous ne prenons pas ce document");
  }

  @Test
  void aHospitalThatIsDownGetsEverythingInOrderWhenItIsBack() {
    hospital.goDown();
    for (var number = 1; number <= 6; number++) {
      service.publish(Events.consultationReported(number % 2, number, Events.HOSPITAL));
    }
    await().atMost(SOON).until(() -> attempts() > 0);
    hospital.comeBack();

    await().atMost(SOON).until(() -> service.deliveries.size() == 6);

    assertThat(hospital.all("Encounter")).hasSize(6);
    assertThat(hospital.all("Patient")).hasSize(2);
    assertThat(hospital.all("Practitioner")).hasSize(2);
    assertThat(
            adapter
                .jdbc()
                .sql(
                    """
                    SELECT count(*) FROM delivery a JOIN delivery b USING (hospital, subject)
                    WHERE a.id < b.id AND a.finished_at > b.finished_at
                    """)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void aServiceThatIsDownIsToldWhenItIsBack() {
    service.publish(Events.consultationReported());
    await().atMost(SOON).until(() -> service.deliveries.size() == 1);
    service.goDown();
    service.comeBack();
    service.publish(Events.consultationReported(7, 7, Events.HOSPITAL));

    await().atMost(SOON).until(() -> told() == 2);
  }

  @Test
  void oneTokenServesManyCalls() {
    for (var number = 1; number <= 5; number++) {
      service.publish(Events.consultationReported(number, number, Events.HOSPITAL));
    }

    await().atMost(SOON).until(() -> service.deliveries.size() == 5);

    assertThat(around.issuer.tokensGiven).hasValue(1);
  }

  private void failFirst(int transactions, Fault fault) {
    var count = new AtomicInteger();
    hospital.faults = () -> count.getAndIncrement() < transactions ? fault : Fault.NONE;
  }

  private void assertExactlyOnce() {
    assertThat(hospital.all("Organization")).hasSize(1);
    assertThat(hospital.all("Practitioner")).hasSize(2);
    assertThat(hospital.all("Patient")).hasSize(1);
    assertThat(hospital.all("Encounter")).hasSize(1);
    assertThat(hospital.all("Observation")).hasSize(4);
    assertThat(hospital.all("DocumentReference")).hasSize(1);
    assertThat(hospital.all("Consent")).hasSize(1);
    assertThat(hospital.all("MedicationRequest")).hasSize(1);
    assertThat(hospital.writes).hasValue(13);
  }

  /** Of how many consultations; a word whose answer went down with the service is told again. */
  private long told() {
    return service.deliveries.stream()
        .map(notice -> notice.path("consultation").asString())
        .distinct()
        .count();
  }

  private int buried() {
    return count("SELECT count(*) FROM delivery WHERE state = 'dead'");
  }

  private int attempts() {
    return count("SELECT coalesce(sum(attempts), 0) FROM delivery");
  }

  private int count(String sql) {
    return adapter.jdbc().sql(sql).query(Integer.class).single();
  }
}
