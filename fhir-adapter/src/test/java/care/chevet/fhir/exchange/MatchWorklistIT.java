package care.chevet.fhir.exchange;

import static care.chevet.fhir.support.Http.json;
import static care.chevet.fhir.support.Surroundings.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.Http;
import care.chevet.fhir.support.RunningAdapter;
import care.chevet.fhir.support.Surroundings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A coordinator and the patients whom the machine may not link. */
final class MatchWorklistIT {

  private static final String RESIDENT = "0199a1c2-0000-7000-8000-000000000301";
  private static final String PATIENT =
      """
      {"resourceType":"Patient","id":"w1","name":[{"use":"official","family":"TOURNESOL",
       "given":["MARGUERITE"]}],"gender":"female","birthDate":"%s"}
      """;
  private static final String ALLERGY =
      """
      {"resourceType":"AllergyIntolerance","id":"a1","code":{"text":"Latex"},
       "patient":{"reference":"Patient/w1"}}
      """;

  private final Surroundings around = new Surroundings();
  private final RunningAdapter adapter = around.adapter().start();
  private final Http coordinator =
      new Http(
          adapter.address(),
          "application/json",
          around.issuer.token(
              "chevet",
              List.of("chevet"),
              "operations.read operations.write",
              Duration.ofMinutes(5)));
  private final Http his =
      new Http(
          adapter.address(),
          "application/fhir+json",
          around.issuer.hospitalToken("hospital-brenne"));

  @BeforeEach
  void aPatientWithoutIns() {
    around.service.publish(Events.residentRegistered());
    await()
        .atMost(SOON)
        .until(() ->
            adapter.jdbc().sql("SELECT count(*) FROM resident").query(Integer.class).single() == 1);
    assertThat(his.put("/fhir/Patient/w1", PATIENT.formatted("1934-05-12")).statusCode())
        .isEqualTo(201);
    assertThat(his.put("/fhir/AllergyIntolerance/a1", ALLERGY).statusCode()).isEqualTo(201);
  }

  @AfterEach
  void stop() {
    adapter.close();
    around.close();
  }

  @Test
  void oneClickLinksAndOneTakesItBack() {
    assertThat(open()).hasSize(1);
    assertThat(open().path(0).path("candidates").path(0).asString()).isEqualTo(RESIDENT);

    assertThat(open().at("/0/traits/familyName").asString()).isEqualTo("TOURNESOL");

    assertThat(rule("link", RESIDENT)).isEqualTo(204);

    assertThat(open()).isEmpty();
    await().atMost(SOON).until(() -> allergies() == 1);
    assertThat(record().path("match").asString()).isEqualTo("manual");
    assertThat(rule("link", RESIDENT)).isEqualTo(409);
    assertThat(rulings().path(0).path("ruledBy").asString()).isEqualTo("chevet:sophie.lagrange");

    assertThat(rule("undoing", null)).isEqualTo(204);

    await().atMost(SOON).until(() -> allergies() == 0);
    assertThat(open()).hasSize(1);
    assertThat(rule("undoing", null)).isEqualTo(404);
  }

  @Test
  void aRefusedCandidateIsNotAskedAboutAgain() {
    assertThat(rule("refusal", RESIDENT)).isEqualTo(204);
    assertThat(open()).isEmpty();

    assertThat(
            his.put("/fhir/AllergyIntolerance/a1", ALLERGY.replace("Latex", "Iode")).statusCode())
        .isEqualTo(200);

    assertThat(open()).isEmpty();
    assertThat(rule("undoing", null)).isEqualTo(204);
    assertThat(open()).hasSize(1);
  }

  @Test
  void aLinkDoesNotOutliveThePatientWhomThePersonSaw() {
    assertThat(rule("link", RESIDENT)).isEqualTo(204);
    await().atMost(SOON).until(() -> allergies() == 1);

    assertThat(his.put("/fhir/Patient/w1", PATIENT.formatted("1970-01-01")).statusCode())
        .isEqualTo(200);

    await().atMost(SOON).until(() -> allergies() == 0);
    assertThat(open().path(0).path("outcome").asString()).isEqualTo("quarantined");
  }

  @Test
  void whoIsUnknownCannotBeLinked() {
    assertThat(rule("link", "nobody")).isEqualTo(422);
    assertThat(rule("link", null)).isEqualTo(400);
    assertThat(
            coordinator
                .post("/api/v1/exchanges/matches/990000101/nobody/link", body(RESIDENT))
                .statusCode())
        .isEqualTo(404);
  }

  private int rule(String verb, String resident) {
    return coordinator
        .post("/api/v1/exchanges/matches/" + Events.HOSPITAL + "/w1/" + verb, body(resident))
        .statusCode();
  }

  private static String body(String resident) {
    return resident == null
        ? "{\"by\":\"sophie.lagrange\"}"
        : "{\"resident\":\"" + resident + "\",\"by\":\"sophie.lagrange\"}";
  }

  private JsonNode open() {
    return json(coordinator.get("/api/v1/exchanges/matches")).path("items");
  }

  private JsonNode rulings() {
    return json(coordinator.get("/api/v1/exchanges/matches/rulings")).path("items");
  }

  private int allergies() {
    return record() == null ? 0 : record().path("allergies").size();
  }

  private JsonNode record() {
    return around.service.records.get(
        "/api/v1/residents/" + RESIDENT + "/hospital-records/" + Events.HOSPITAL);
  }
}
