package care.chevet.fhir.delivery;

import static care.chevet.fhir.support.Http.json;
import static care.chevet.fhir.support.Surroundings.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.mapping.ConsultationMapping;
import care.chevet.fhir.mapping.LeftOut;
import care.chevet.fhir.mapping.TakenTypes;
import care.chevet.fhir.support.Database;
import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.Http;
import care.chevet.fhir.support.MisbehavingHospital;
import care.chevet.fhir.support.RunningAdapter;
import care.chevet.fhir.support.Surroundings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A hospital that does not take everything is sent the rest, and nothing of it leads nowhere. */
final class TakenTypesIT {

  private static final String TAKES = "chevet.hospitals[0].takes";
  private static final String HOSPITAL = "/api/v1/exchanges/" + Events.HOSPITAL;
  private static final TakenTypes WITHOUT_TWO = LeftOut.allBut("Consent", "Observation");

  private final Surroundings around = new Surroundings();
  private final MisbehavingHospital hospital = around.hospital;

  @AfterEach
  void stop() {
    around.close();
  }

  @Test
  void whatItDoesNotTakeIsNeitherSentNorReferredToNorMissed() {
    try (var adapter = adapter(Database.fresh(), WITHOUT_TWO)) {
      var reported = Events.consultationReported();
      ((ObjectNode) reported.path("consultation"))
          .set("scheduled", Events.consultationScheduled().at("/consultation/scheduled"));
      around.service.publish(Events.attachmentAdded(1));
      around.service.publish(reported);
      around.service.publish(Events.expertiseAnswered());
      around.service.publish(Events.bookingMade());
      await().atMost(SOON).until(() -> count(adapter, "delivered") == 3);
      await().atMost(SOON).until(() -> around.service.deliveries.size() == 1);

      assertThat(given()).containsExactlyInAnyOrderElementsOf(WITHOUT_TWO.inOrder());
      assertThat(dangling()).isEmpty();
      var measure = hospital.all("Composition").getFirst().at("/section/1/entry/0");
      assertThat(measure.propertyNames()).containsExactlyInAnyOrder("type", "identifier");
      assertThat(measure.path("type").asString()).isEqualTo("Observation");
      assertThat(measure.at("/identifier/value").asString()).startsWith("urn:uuid:");

      assertThat(reconciled(adapter)).isEqualTo(lines(adapter)).isPositive();
      assertThat(findings(adapter)).isEmpty();
      assertThat(brenne(adapter).path("notTaken").valueStream().map(JsonNode::asString))
          .containsExactly("Observation", "Consent");
    }
  }

  @Test
  void aDeliveryOfWhichItTakesNothingIsNeitherSentNorSaidToBeDelivered() {
    var least =
        new TakenTypes(Set.of("Patient", "Practitioner", "Organization", "DocumentReference"));
    try (var adapter = adapter(Database.fresh(), least)) {
      around.service.publish(Events.consultationScheduled());
      around.service.publish(Events.bookingMade());
      around.service.publish(Events.expertise("requested", 1, "2026-11-21T10:00:00Z"));
      await().atMost(SOON).until(() -> count(adapter, "not-taken") == 3);

      assertThat(hospital.transactions).isEmpty();
      assertThat(count(adapter, "delivered")).isZero();
      assertThat(brenne(adapter).path("queued").asInt()).isZero();
      assertThat(brenne(adapter).path("lastSuccess").isNull()).isTrue();
      assertThat(around.service.deliveries).isEmpty();

      around.service.publish(Events.consultationReported());
      await().atMost(SOON).until(() -> around.service.deliveries.size() == 1);

      assertThat(given()).containsExactlyInAnyOrderElementsOf(least.inOrder());
      assertThat(dangling()).isEmpty();
      var reference = around.service.deliveries.getFirst().path("reference").asString();
      assertThat(hospital.at(reference).at("/context/encounter/0/type").asString())
          .isEqualTo("Encounter");
    }
  }

  @Test
  void whatIsNoLongerTakenIsLeftAsItIsAndNotComparedAnyMore() {
    var database = Database.fresh();
    long finding;
    try (var adapter = adapter(database, TakenTypes.ALL)) {
      around.service.publish(Events.consultationReported());
      await().atMost(SOON).until(() -> around.service.deliveries.size() == 1);
      hospital.edit(place("Observation"), observation -> observation.put("status", "cancelled"));
      assertThat(reconciled(adapter)).isEqualTo(13);
      assertThat(findings(adapter)).hasSize(1);
      finding = findings(adapter).path(0).path("id").asLong();
    }
    hospital.delete(place("Consent"));

    try (var adapter = adapter(database, WITHOUT_TWO)) {
      var heal = "/api/v1/exchanges/findings/" + finding + "/heal";
      assertThat(operator(adapter).post(heal, "").statusCode()).isEqualTo(422);
      assertThat(reconciled(adapter)).isEqualTo(13 - 4 - 1);
      assertThat(findings(adapter)).isEmpty();

      around.service.publish(Events.consultationAmended());
      await().atMost(SOON).until(() -> around.service.deliveries.size() == 2);

      assertThat(hospital.all("DocumentReference")).hasSize(2);
      assertThat(hospital.all("Consent")).isEmpty();
      assertThat(hospital.all("Observation")).hasSize(4);
      assertThat(dangling()).isEmpty();
      assertThat(reconciled(adapter)).isEqualTo(10);
      assertThat(findings(adapter)).isEmpty();
    }
  }

  @Test
  void anAdapterThatIsToldOfAnUnknownTypeDoesNotStart() {
    var adapter = around.adapter().with(TAKES, "Patient,Consents");

    assertThatThrownBy(adapter::start)
        .hasStackTraceContaining(
            "hospital " + Events.HOSPITAL + ": takes names 'Consents', which is none of [");
  }

  private RunningAdapter adapter(String database, TakenTypes taken) {
    return around.adapter(database).with(TAKES, String.join(",", taken.inOrder())).start();
  }

  /** The types of everything that was ever sent. */
  private Set<String> given() {
    return Set.copyOf(
        hospital.transactions.stream()
            .flatMap(bundle -> bundle.path("entry").valueStream())
            .map(entry -> entry.at("/resource/resourceType").asString())
            .distinct()
            .toList());
  }

  /** References at the hospital to nothing that it holds. */
  private List<String> dangling() {
    return ConsultationMapping.TYPES.stream()
        .flatMap(type -> hospital.all(type).stream())
        .flatMap(TakenTypesIT::references)
        .filter(reference -> hospital.at(reference) == null)
        .toList();
  }

  private static Stream<String> references(JsonNode node) {
    var own = node.path("reference");
    return Stream.concat(
        own.isString() ? Stream.of(own.asString()) : Stream.empty(),
        node.valueStream().flatMap(TakenTypesIT::references));
  }

  private String place(String type) {
    return type + "/" + hospital.all(type).getFirst().path("id").asString();
  }

  /** How many lines were compared. */
  private long reconciled(RunningAdapter adapter) {
    var before = finished(adapter);
    assertThat(operator(adapter).post(HOSPITAL + "/reconciliations", "").statusCode())
        .isEqualTo(202);
    await().atMost(SOON).until(() -> finished(adapter) == before + 1);
    return json(operator(adapter).get(HOSPITAL + "/findings"))
        .at("/reconciliation/checked")
        .asLong();
  }

  private static long finished(RunningAdapter adapter) {
    return number(
        adapter,
        "SELECT count(*) FROM reconciliation WHERE finished_at IS NOT NULL AND failure IS NULL");
  }

  private static long count(RunningAdapter adapter, String state) {
    return number(adapter, "SELECT count(*) FROM delivery WHERE state = '" + state + "'");
  }

  private static long lines(RunningAdapter adapter) {
    return number(adapter, "SELECT count(*) FROM ledger");
  }

  private static long number(RunningAdapter adapter, String sql) {
    return adapter.jdbc().sql(sql).query(Long.class).single();
  }

  private JsonNode findings(RunningAdapter adapter) {
    return json(operator(adapter).get(HOSPITAL + "/findings")).path("items");
  }

  private JsonNode brenne(RunningAdapter adapter) {
    return json(operator(adapter).get("/api/v1/exchanges")).path("hospitals").path(0);
  }

  private Http operator(RunningAdapter adapter) {
    return new Http(
        adapter.address(),
        "application/json",
        around.issuer.token(
            "operator",
            List.of("chevet"),
            "operations.read operations.write",
            Duration.ofMinutes(5)));
  }
}
