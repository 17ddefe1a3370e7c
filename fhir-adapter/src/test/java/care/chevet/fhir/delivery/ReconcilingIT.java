package care.chevet.fhir.delivery;

import static care.chevet.fhir.support.Http.json;
import static care.chevet.fhir.support.Surroundings.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.Http;
import care.chevet.fhir.support.MisbehavingHospital;
import care.chevet.fhir.support.RunningAdapter;
import care.chevet.fhir.support.Surroundings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The ledger beside what a hospital really holds, and the way back to agreement. */
final class ReconcilingIT {

  private final Surroundings around = new Surroundings();
  private final MisbehavingHospital hospital = around.hospital;
  private final RunningAdapter adapter = around.adapter().start();
  private final Http operator =
      new Http(
          adapter.address(),
          "application/json",
          around.issuer.token(
              "operator",
              List.of("chevet"),
              "operations.read operations.write",
              Duration.ofMinutes(5)));

  @BeforeEach
  void deliverOnce() {
    around.service.publish(Events.consultationReported());
    await().atMost(SOON).until(() -> around.service.deliveries.size() == 1);
  }

  @AfterEach
  void stop() {
    adapter.close();
    around.close();
  }

  @Test
  void whatAgreesIsNoFinding() {
    var checked = reconciled();

    assertThat(checked).isEqualTo(13);
    assertThat(findings()).isEmpty();
  }

  @Test
  void whatIsMissingIsHealedByItself() {
    hospital.delete(place("Encounter"));

    var _ = reconciled();

    await().atMost(SOON).until(() -> hospital.all("Encounter").size() == 1);
    await().atMost(SOON).until(() -> queued() == 0);
    assertThat(hospital.all("Observation")).hasSize(4);
    assertThat(findings()).isEmpty();
  }

  @Test
  void aComparisonFindsNothingWhileWhatWasHealedIsOnItsWay() {
    hospital.delete(place("Encounter"));
    var onItsWay = new CountDownLatch(1);
    around.service.beforeDocument =
        () -> {
          try {
            var _ = onItsWay.await(SOON.toMillis(), TimeUnit.MILLISECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };

    var _ = reconciled();
    var _ = reconciled();

    assertThat(findings()).isEmpty();
    assertThat(hospital.all("Encounter")).isEmpty();
    onItsWay.countDown();
    await().atMost(SOON).until(() -> queued() == 0);
    assertThat(reconciled()).isEqualTo(13);
    assertThat(findings()).isEmpty();
  }

  @Test
  void whatSomebodyChangedThereIsListedAndOursOnRequest() {
    hospital.edit(place("Encounter"), encounter -> encounter.put("status", "cancelled"));

    var _ = reconciled();

    var finding = only("foreign-edited", "Encounter");
    assertThat(heal(finding)).isEqualTo(202);
    await().atMost(SOON).until(() -> status("Encounter").equals("finished"));
    assertThat(findings()).isEmpty();
    assertThat(heal(finding)).isEqualTo(404);
  }

  @Test
  void anOlderVersionThanTheHospitalOnceToldIsStale() {
    hospital.edit(
        place("Encounter"),
        encounter -> {
          encounter.remove("period");
          encounter.withObjectProperty("meta").put("versionId", "-3");
        });

    var _ = reconciled();

    var _ = only("stale", "Encounter");
  }

  @Test
  void twoOfOneAreForAPersonAtTheHospital() {
    var twin = hospital.all("Encounter").getFirst().deepCopy();
    twin.put("id", "twin");
    hospital.put("Encounter/twin", twin);

    var _ = reconciled();

    assertThat(heal(only("duplicated", "Encounter"))).isEqualTo(422);
    hospital.delete("Encounter/twin");
    var _ = reconciled();
    assertThat(findings()).isEmpty();
  }

  @Test
  void whatBearsOurTagButIsUnknownIsExtra() {
    var stranger = hospital.all("Encounter").getFirst().deepCopy();
    stranger.put("id", "stranger");
    ((ObjectNode) stranger.path("identifier").path(0)).put("value", "urn:uuid:stranger");
    hospital.put("Encounter/stranger", stranger);

    var _ = reconciled();

    var finding = only("extra", "Encounter");
    var dismissed =
        operator.post("/api/v1/exchanges/findings/" + finding.path("id") + "/dismissal", "");
    assertThat(dismissed.statusCode()).isEqualTo(204);
    assertThat(findings()).isEmpty();
  }

  @Test
  void aHospitalsOwnAdditionsSurviveOurUpdate() {
    hospital.edit(place("Encounter"), encounter -> encounter.put("language", "fr"));
    hospital.edit(
        place("Patient"),
        patient -> {
          patient.put("birthDate", "1934-05-13");
          patient.putArray("telecom").addObject().put("value", "0102030405");
        });
    var later = Events.consultationReported();
    later.put("id", "another-event");
    var consultation = (ObjectNode) later.path("consultation");
    consultation.put("question", "Autre question");
    ((ObjectNode) consultation.path("resident")).put("usedName", "Tournesol-Genêt");
    ((ObjectNode) consultation.path("report")).put("version", 2);

    around.service.publish(later);

    await().atMost(SOON).until(() -> around.service.deliveries.size() == 2);
    var encounter = hospital.all("Encounter").getFirst();
    assertThat(encounter.path("language").asString()).isEqualTo("fr");
    assertThat(encounter.path("reasonCode").path(0).path("text").asString())
        .isEqualTo("Autre question");
    var patient = hospital.all("Patient").getFirst();
    assertThat(patient.path("birthDate").asString()).isEqualTo("1934-05-13");
    assertThat(patient.path("telecom")).hasSize(1);
    assertThat(hospital.all("DocumentReference")).hasSize(2);
  }

  @Test
  void whatTheHospitalHasWithdrawnIsAConflictForAPerson() {
    hospital.edit(place("Encounter"), encounter -> encounter.put("status", "entered-in-error"));
    var later = Events.consultationReported();
    later.put("id", "another-event");
    ((ObjectNode) later.path("consultation")).put("question", "Autre question");
    ((ObjectNode) later.path("consultation").path("report")).put("version", 2);

    around.service.publish(later);

    // The finding is there before the delivery has let go of the lane that a heal needs.
    await().atMost(SOON).until(() -> count("dead") == 1);
    var finding = only("conflict", "Encounter");
    assertThat(heal(finding)).isEqualTo(202);
    await().atMost(SOON).until(() -> status("Encounter").equals("finished"));
    await().atMost(SOON).until(() -> hospital.all("DocumentReference").size() == 2);
  }

  private String status(String type) {
    return hospital.all(type).getFirst().path("status").asString();
  }

  private String place(String type) {
    return type + "/" + hospital.all(type).getFirst().path("id").asString();
  }

  /** How many lines were compared. */
  private long reconciled() {
    var before = finished();
    var path = "/api/v1/exchanges/" + Events.HOSPITAL + "/reconciliations";
    assertThat(operator.post(path, "").statusCode()).isEqualTo(202);
    await().atMost(SOON).until(() -> finished() == before + 1);
    return json(operator.get("/api/v1/exchanges/" + Events.HOSPITAL + "/findings"))
        .path("reconciliation")
        .path("checked")
        .asLong();
  }

  private long finished() {
    return adapter
        .jdbc()
        .sql(
            "SELECT count(*) FROM reconciliation WHERE finished_at IS NOT NULL AND failure IS NULL")
        .query(Long.class)
        .single();
  }

  private long queued() {
    return count("queued");
  }

  private long count(String state) {
    return adapter
        .jdbc()
        .sql("SELECT count(*) FROM delivery WHERE state = :state")
        .param("state", state)
        .query(Long.class)
        .single();
  }

  private JsonNode findings() {
    return json(operator.get("/api/v1/exchanges/" + Events.HOSPITAL + "/findings")).path("items");
  }

  private JsonNode only(String kind, String type) {
    var findings = findings();
    assertThat(findings).hasSize(1);
    assertThat(findings.path(0).path("kind").asString()).isEqualTo(kind);
    assertThat(findings.path(0).path("resourceType").asString()).isEqualTo(type);
    return findings.path(0);
  }

  private int heal(JsonNode finding) {
    var path = "/api/v1/exchanges/findings/" + finding.path("id").asLong() + "/heal";
    return operator.post(path, "").statusCode();
  }
}
