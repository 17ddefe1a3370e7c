package care.chevet.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.exchange.HospitalSideDouble.Mood;
import care.chevet.testbed.Archive;
import care.chevet.testbed.Browser;
import care.chevet.testbed.Database;
import care.chevet.testbed.Issuer;
import care.chevet.testbed.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Operators and coordinators before the hospitals' side, which is a real server and may fail. */
final class ExchangeIT {
  private static final String MARGUERITE = "0199a1c2-0000-7000-8000-000000000301";
  private static final Duration SOON = Duration.ofSeconds(15);

  private static final Issuer ISSUER = Issuer.start();
  private static final HospitalSideDouble SIDE = new HospitalSideDouble();
  private static final Database DATABASE = Database.fresh();
  private static final Service SERVICE =
      Service.start(
          DATABASE,
          ISSUER.url(),
          Map.of(
              "chevet.exchanges.url", SIDE.url(),
              "chevet.exchanges.token-url", SIDE.url() + "/token",
              "chevet.exchanges.client-secret", "secret",
              "chevet.exchanges.answer-within", "5s",
              "chevet.exchanges.look-every", "PT0.2S"));

  @BeforeEach
  void well() {
    SIDE.mood = Mood.WELL;
    reach("");
  }

  @AfterAll
  static void stop() {
    SIDE.close();
    SERVICE.close();
    ISSUER.close();
  }

  private static Browser person(String subject) {
    return new Browser(SERVICE.url()).signIn(ISSUER, subject);
  }

  private static void reach(String member) {
    SIDE.lay(
        "GET /api/v1/exchanges",
        200,
        """
        {"hospitals":[{"finess":"990000101","name":"CH de la Brenne","queued":3,"dead":1%s}],
         "feedIncidents":0,"refusedCalls":0}
        """
            .formatted(member));
  }

  private static String notReachable() {
    return person("claire.dubourg")
        .get("/api/v1/residents/" + MARGUERITE)
        .json()
        .path("unreachableHospitals")
        .toString();
  }

  @Test
  void anOperatorSeesEachHospitalAndItsOwnWords() {
    SIDE.lay(
        "GET /api/v1/exchanges/990000101/dead-letters",
        200,
        "{\"items\":[{\"id\":7,\"words\":\"HTTP 400: champ inconnu\"}]}");
    var operator = person("olivier.roche");
    var all = operator.get("/api/v1/exchanges");
    assertThat(all.status()).isEqualTo(200);
    assertThat(all.json().path("hospitals").get(0).path("queued").asInt()).isEqualTo(3);
    var letters = operator.get("/api/v1/exchanges/990000101/dead-letters");
    assertThat(letters.json().path("items").get(0).path("words").asString())
        .isEqualTo("HTTP 400: champ inconnu");
  }

  @Test
  void aReplayIsAskedOnceHoweverOftenItIsSentAndIsOnTheTrail() {
    SIDE.lay("POST /api/v1/exchanges/dead-letters/7/replay", 202, "");
    var operator = person("olivier.roche");
    var key = UUID.randomUUID();
    assertThat(operator.post("/api/v1/exchanges/dead-letters/7/replay", "{}", key).status())
        .isEqualTo(204);
    assertThat(operator.post("/api/v1/exchanges/dead-letters/7/replay", "{}", key).status())
        .isEqualTo(204);
    assertThat(SIDE.received).filteredOn(one -> one.contains("dead-letters/7/replay")).hasSize(1);
    assertThat(
            DATABASE.rows(
                "select subject from audit_entry where what = 'exchange.delivery.replayed'"))
        .containsExactly("00000000-0000-0000-0000-000000000007");
  }

  @Test
  void thatItWasAskedStaysOnTheTrailWhenTheWordOfItsEndIsLost() {
    SIDE.lay("POST /api/v1/exchanges/findings/81/heal", 202, "");
    DATABASE.execute(
        """
        create function lose_the_end() returns trigger language plpgsql as $$
        begin raise exception 'the disk is full'; end $$
        """,
        """
        create trigger lose_the_end before insert on audit_entry for each row
        when (new.what = 'exchange.finding.healed') execute function lose_the_end()
        """);
    var healed = person("olivier.roche").post("/api/v1/exchanges/findings/81/heal", "{}");
    DATABASE.execute("drop function lose_the_end() cascade");

    assertThat(healed.status()).isEqualTo(503);
    assertThat(SIDE.received).anyMatch(one -> one.contains("findings/81/heal"));
    assertThat(trail(81)).containsExactly("exchange.finding.heal-asked");
  }

  @Test
  void nothingIsDoneThatCannotBeWrittenDownFirst() {
    SIDE.lay("POST /api/v1/exchanges/findings/82/heal", 202, "");
    DATABASE.execute(
        """
        create function lose_the_asking() returns trigger language plpgsql as $$
        begin raise exception 'the disk is full'; end $$
        """,
        """
        create trigger lose_the_asking before insert on audit_entry for each row
        when (new.what = 'exchange.finding.heal-asked') execute function lose_the_asking()
        """);
    var healed = person("olivier.roche").post("/api/v1/exchanges/findings/82/heal", "{}");
    DATABASE.execute("drop function lose_the_asking() cascade");

    assertThat(healed.status()).isEqualTo(503);
    assertThat(SIDE.received).noneMatch(one -> one.contains("findings/82/heal"));
    assertThat(trail(82)).isEmpty();
  }

  @Test
  void anActThatTheSideRefusesSaysSoOnTheTrail() {
    SIDE.lay("POST /api/v1/exchanges/findings/83/heal", 409, "{\"code\":\"finding_busy\"}");
    assertThat(person("olivier.roche").post("/api/v1/exchanges/findings/83/heal", "{}").status())
        .isEqualTo(409);
    assertThat(trail(83))
        .containsExactly("exchange.finding.heal-asked", "exchange.finding.heal-failed");
  }

  @Test
  void aComparisonOnRequestIsOnTheTrail() {
    SIDE.lay("POST /api/v1/exchanges/990000101/reconciliations", 202, "");
    assertThat(
            person("olivier.roche")
                .post("/api/v1/exchanges/990000101/reconciliations", "{}")
                .status())
        .isEqualTo(204);
    assertThat(
            DATABASE.rows(
                "select what from audit_entry where subject_kind = 'hospital' order by id"))
        .containsExactly("exchange.reconciliation-asked", "exchange.reconciliation-begun");
  }

  private static List<String> trail(long number) {
    return DATABASE.rows(
        "select what from audit_entry where subject = '%s' order by id"
            .formatted(new UUID(0, number)));
  }

  @Test
  void aCoordinatorFindsAResidentWhomTheMachineDidNotThinkOf() {
    var coordinator = person("sophie.lagrange");
    var byName =
        coordinator.post(
            "/api/v1/matches/search", "{\"name\":\"genet\",\"birthDate\":\"1936-07-19\"}");
    assertThat(byName.status()).isEqualTo(200);
    var found = byName.json().path("residents");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).path("usedGivenName").asString()).isEqualTo("Fernand");
    assertThat(found.get(0).path("careHome").asString()).isEqualTo("EHPAD Les Tilleuls");
    assertThat(found.get(0).has("ins")).isFalse();
    var resident = found.get(0).path("id").asString();
    assertThat(
            DATABASE.rows(
                "select who from audit_entry where what = 'match.listed' and resident = '%s'"
                    .formatted(resident)))
        .hasSize(1);

    assertThat(
            coordinator
                .post("/api/v1/matches/search", "{\"ins\":\"2 34 05 99 999 001 08\"}")
                .json()
                .at("/residents/0/id")
                .asString())
        .isEqualTo(MARGUERITE);
    assertThat(coordinator.post("/api/v1/matches/search", "{\"name\":\"genet\"}").code())
        .isEqualTo("resident_not_named");
    assertThat(person("claire.dubourg").post("/api/v1/matches/search", "{}").code())
        .isEqualTo("forbidden");
  }

  @Test
  void refusalsKeepTheirCodes() {
    SIDE.lay("POST /api/v1/exchanges/findings/3/heal", 409, "{\"code\":\"finding_busy\"}");
    var busy = person("olivier.roche").post("/api/v1/exchanges/findings/3/heal", "{}");
    assertThat(busy.status()).isEqualTo(409);
    assertThat(busy.code()).isEqualTo("finding_busy");
    SIDE.lay("GET /api/v1/exchanges/990000999/findings", 404, "{\"code\":\"hospital_unknown\"}");
    var unknown = person("olivier.roche").get("/api/v1/exchanges/990000999/findings");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.json().path("detail").asString()).contains("990000999");
  }

  @Test
  void nobodyElseRunsExchangesAndNobodyElseRules() {
    for (var subject : new String[] {"claire.dubourg", "helene.vasseur", "sophie.lagrange"}) {
      assertThat(person(subject).get("/api/v1/exchanges").code()).isEqualTo("forbidden");
      assertThat(person(subject).post("/api/v1/exchanges/findings/3/heal", "{}").code())
          .isEqualTo("forbidden");
    }
    for (var subject : new String[] {"claire.dubourg", "helene.vasseur", "olivier.roche"}) {
      assertThat(person(subject).get("/api/v1/matches").code()).isEqualTo("forbidden");
    }
  }

  @Test
  void aCoordinatorComparesTraitsAndRules() {
    SIDE.lay(
        "GET /api/v1/exchanges/matches",
        200,
        """
        {"items":[{"hospital":"990000101","patient":"p1","outcome":"review","reason":"same_traits",
          "candidates":["%s"],"decidedAt":"2026-11-21T10:00:00Z",
          "traits":{"number":"778201","familyName":"TOURNESOL","givenNames":["MARGUERITE"],
            "birthDate":"1934-05-12","sex":"female"}}]}
        """
            .formatted(MARGUERITE));
    SIDE.lay("GET /api/v1/exchanges/matches/rulings", 200, "{\"items\":[]}");
    SIDE.lay("POST /api/v1/exchanges/matches/990000101/p1/link", 204, "");
    var coordinator = person("sophie.lagrange");
    var question = coordinator.get("/api/v1/matches").json().path("items").get(0);
    assertThat(question.path("traits").path("number").asString()).isEqualTo("778201");
    var resident = question.path("residents").get(0);
    assertThat(resident.path("birthName").asString()).isEqualTo("TOURNESOL");
    assertThat(resident.path("birthDate").asString()).isEqualTo("1934-05-12");
    assertThat(resident.has("ins")).isFalse();
    assertThat(DATABASE.rows("select resident from audit_entry where what = 'match.listed'"))
        .contains(MARGUERITE);

    var linked =
        coordinator.post(
            "/api/v1/matches/990000101/p1/link", "{\"resident\":\"" + MARGUERITE + "\"}");
    assertThat(linked.status()).isEqualTo(204);
    assertThat(SIDE.received)
        .anyMatch(
            one -> one.startsWith("POST") && one.contains("p1/link") && one.contains("\"by\""));
    assertThat(DATABASE.rows("select resident from audit_entry where what = 'match.linked'"))
        .containsExactly(MARGUERITE);
  }

  @Test
  void aTokenThatIsNoLongerTakenIsReplaced() {
    var operator = person("olivier.roche");
    assertThat(operator.get("/api/v1/exchanges").status()).isEqualTo(200);
    SIDE.token = "second";
    assertThat(operator.get("/api/v1/exchanges").status()).isEqualTo(200);
  }

  @Test
  void aSideThatIsSlowOrBrokenIsAPassingRefusalAndTheRecordSaysSinceWhen() {
    await().atMost(SOON).until(() -> notReachable().equals("[]"));
    for (var mood : new Mood[] {Mood.SLOW, Mood.BROKEN, Mood.NO_JSON}) {
      SIDE.mood = mood;
      var answer = person("olivier.roche").get("/api/v1/exchanges");
      assertThat(answer.status()).as(mood.name()).isEqualTo(503);
      assertThat(answer.code()).isEqualTo("hospital_side_unreachable");
    }
    await().atMost(SOON).until(() -> notReachable().contains("Centre hospitalier de la Brenne"));
    SIDE.mood = Mood.WELL;
    await().atMost(SOON).until(() -> notReachable().equals("[]"));
  }

  @Test
  void theRecordSaysSinceWhenAHospitalIsNotReachable() {
    reach(",\"breaker\":\"open\",\"unreachableSince\":\"2026-11-21T08:00:00Z\"");
    await().atMost(SOON).until(() -> notReachable().contains("2026-11-21T08:00:00Z"));
    reach("");
    await().atMost(SOON).until(() -> notReachable().equals("[]"));
  }

  @Test
  void theArchiveOfAResidentHoldsWhatIsOnRecordAtTheHospitalsSide() {
    SIDE.lay(
        "GET /api/v1/exchanges/residents/" + MARGUERITE + "/data",
        200,
        "{\"deliveries\":[{\"hospital\":\"990000101\"}]}");
    assertThat(archived().at("/deliveries/0/hospital").asString()).isEqualTo("990000101");

    SIDE.mood = Mood.BROKEN;
    assertThat(archived().path("code").asString()).isEqualTo("hospital_side_unreachable");
  }

  private static JsonNode archived() {
    var nurse = person("claire.dubourg");
    var ordered =
        nurse.post(
            "/api/v1/residents/" + MARGUERITE + "/exports",
            "{\"reason\":\"Demande écrite de la résidente\"}");
    return Archive.fetched(nurse, ordered.header("Location").orElseThrow())
        .json("hospital-side.json");
  }
}
