package care.chevet.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.access.OnBehalf;
import care.chevet.testbed.Browser;
import care.chevet.testbed.Browser.Answer;
import care.chevet.testbed.Database;
import care.chevet.testbed.Issuer;
import care.chevet.testbed.LiveStream;
import care.chevet.testbed.Service;
import java.net.http.HttpRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ringing physicians, by two replicas at once on one database. */
final class OnCallIT {
  private static final String HELENE = "0199a1c2-0000-7000-8000-000000000201";
  private static final String JEANNE = "0199a1c2-0000-7000-8000-000000000299";
  private static final String DERMATOLOGIST = "0199a1c2-0000-7000-8000-000000000203";
  private static final String MARGUERITE = "0199a1c2-0000-7000-8000-000000000301";
  private static final String LUCIEN = "0199a1c2-0000-7000-8000-000000000302";
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static Database database;
  private static Issuer issuer;
  private static Service here;
  private static Service there;
  private static Browser nurse;
  private static Browser helene;
  private static Browser jeanne;

  @BeforeAll
  static void startTwoReplicas() {
    database = Database.fresh();
    issuer = Issuer.start();
    here = Service.start(database, issuer.url());
    there = Service.start(database, issuer.url());
    database.execute(
        """
        insert into person (id, subject, role, display_name, family_name, given_name, rpps, zone)
        values ('%s', 'jeanne.second', 'physician', 'Dr Jeanne Second', 'Second', 'Jeanne',
          '99900000299', 'Indian/Reunion')
        """
            .formatted(JEANNE),
        "insert into physician_specialty (physician, specialty) values ('%s', 'geriatrics')"
            .formatted(JEANNE));
    nurse = new Browser(here.url()).signIn(issuer, "claire.dubourg");
    helene = new Browser(here.url()).signIn(issuer, "helene.vasseur");
    jeanne = new Browser(there.url()).signIn(issuer, "jeanne.second");
  }

  @AfterAll
  static void stop() {
    there.close();
    here.close();
    issuer.close();
  }

  @BeforeEach
  void nobodyPresentAndNobodyWaiting() {
    database.execute("delete from presence", "delete from physician_territory");
    // The rounds of two replicas read what this locks, in an order of their own: whoever of them
    // and
    // us PostgreSQL ends for it asks again.
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptionsMatching(e -> String.valueOf(e.getMessage()).contains("deadlock detected"))
        .until(() -> {
          database.execute("truncate consultation cascade");
          return true;
        });
  }

  @Test
  void aHeartbeatCountsForAMinuteAndEveryReplicaAgrees() {
    var answer = present(helene, true);

    assertThat(answer.json().path("available").asBoolean()).isTrue();
    assertThat(Instant.parse(answer.json().path("until").asString()))
        .isBetween(Instant.now().plusSeconds(50), Instant.now().plusSeconds(61));
    assertThat(present(nurse, true).code()).isEqualTo("not_a_physician");
    assertThat(put(helene, "/api/v1/oncall/presence", "{}").code()).isEqualTo("invalid_body");
  }

  @Test
  void whoIsThereIsThereOnTheOtherReplicaAndAfterItsRestart() {
    present(helene, true);
    assertThat(presentThere()).containsExactly("Dr Hélène Vasseur");

    // A start may take longer than a heartbeat counts.
    database.execute("update presence set until = now() + interval '10 minutes'");
    there.close();
    there = Service.start(database, issuer.url());
    jeanne = new Browser(there.url()).signIn(issuer, "jeanne.second");
    assertThat(presentThere()).containsExactly("Dr Hélène Vasseur");

    present(jeanne, true);
    present(helene, false);
    assertThat(presentThere()).containsExactly("Dr Jeanne Second");
    assertThat(presentAt(nurse)).containsExactly("Dr Jeanne Second");
  }

  private static List<String> presentThere() {
    return presentAt(jeanne);
  }

  private static List<String> presentAt(Browser asking) {
    return asking
        .get("/api/v1/physicians?specialty=geriatrics")
        .json()
        .valueStream()
        .filter(one -> one.path("present").asBoolean())
        .map(one -> one.path("displayName").asString())
        .toList();
  }

  @Test
  void theMostUrgentIsRungForFirstThenWhoWaitsLongest() {
    var today = request("today");
    var immediate = request("immediate");
    var later = request("immediate");
    present(helene, true);

    assertThat(rungFor(HELENE)).isEqualTo(immediate);
    refuse(helene, immediate);
    assertThat(rungFor(HELENE)).isEqualTo(later);
    refuse(helene, later);
    assertThat(rungFor(HELENE)).isEqualTo(today);
    var shown = helene.get("/api/v1/oncall/offers").json().path("items").get(0);
    assertThat(shown.path("careHome").asString()).isEqualTo("EHPAD Les Tilleuls");
    assertThat(shown.path("urgency").asString()).isEqualTo("today");
  }

  @Test
  void whoComesFreeDuringAPassIsRungForTheMostUrgentAllTheSame() throws SQLException {
    present(helene, true);
    var first = request("immediate");
    assertThat(rungFor(HELENE)).isEqualTo(first);
    var urgent = request("immediate");
    var elsewhere = request("immediate", "dermatology");
    var less = request("today");
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          """
          insert into on_call_offer (consultation, physician, round, state, made_at, expires_at)
          values ('%s', '%s', 1, 'standing', now(), now() + interval '1 minute')
          """
              .formatted(less, DERMATOLOGIST));
      database.execute(
          "insert into presence values ('%s', now(), now() + interval '1 minute')"
              .formatted(DERMATOLOGIST));
      Awaitility.await("a pass that has come to " + elsewhere)
          .atMost(PATIENCE)
          .until(() -> !blocked().isEmpty());
      refuse(helene, first);
      connection.rollback();
    }

    assertThat(rungFor(HELENE)).as("not for " + less).isEqualTo(urgent);
  }

  /** Passes that wait for the end of somebody else's transaction, past their turn. */
  private static List<String> blocked() {
    return database.rows(
        """
        select pid from pg_stat_activity
        where query like '%make_offers%' and wait_event = 'transactionid'
        """);
  }

  @Test
  void nobodyIsRungForAnIncompleteDossierUntilTheNurseSaysWhy() {
    var incomplete = incomplete("immediate", "geriatrics");
    var less = request("today");
    present(helene, true);
    assertThat(rungFor(HELENE)).as("although it is less urgent").isEqualTo(less);
    var wait = nurse.get("/api/v1/consultations/" + incomplete + "/wait").json();
    assertThat(wait.path("noEstimateBecause").asString()).isEqualTo("dossier-incomplete");

    waive(incomplete);
    refuse(helene, less);

    assertThat(rungFor(HELENE)).isEqualTo(incomplete);
  }

  @Test
  void nobodyIsRungTwiceInARoundAndThenANewRoundBegins() {
    present(helene, true);
    var id = request("immediate");
    assertThat(rungFor(HELENE)).isEqualTo(id);
    present(jeanne, true);
    refuse(helene, id);
    assertThat(rungFor(JEANNE)).isEqualTo(id);
    database.execute("update on_call_offer set expires_at = made_at + interval '1 ms'");
    Awaitility.await().atMost(PATIENCE).until(() -> standing().isEmpty());
    var _ = here.bean(Offers.class).make().contextWrite(OnBehalf::ofTheService).block(PATIENCE);
    assertThat(standing()).as("a rest between two rounds").isEmpty();

    database.execute("update on_call_offer set ended_at = ended_at - interval '1 minute'");

    Awaitility.await().atMost(PATIENCE).until(() -> !standing().isEmpty());
    assertThat(database.rows("select round, state from on_call_offer order by made_at"))
        .containsExactly("1|refused", "1|expired", "2|standing");
  }

  @Test
  void whoKnowsTheResidentIsRungFirst() {
    concluded(JEANNE, MARGUERITE);
    present(helene, true);
    present(jeanne, true);
    idleForAnHour(HELENE);

    var id = request("immediate");

    assertThat(rungFor(JEANNE)).isEqualTo(id);
  }

  @Test
  void ofTwoWhoDoNotKnowHerTheOneWhoHasBeenIdleLongestIsRung() {
    concluded(HELENE, LUCIEN);
    present(helene, true);
    present(jeanne, true);
    idleForAnHour(HELENE);
    idleForAnHour(JEANNE);

    var id = request("immediate");

    assertThat(rungFor(JEANNE)).isEqualTo(id);
  }

  @Test
  void whoeverTakesItEndsTheOfferAndTheOtherIsTold() {
    present(helene, true);
    var id = request("immediate");
    assertThat(rungFor(HELENE)).isEqualTo(id);

    assertThat(accept(jeanne, id).status()).isEqualTo(200);

    assertThat(accept(helene, id).code()).isEqualTo("already_accepted");
    assertThat(standing()).isEmpty();
    assertThat(database.rows("select state from on_call_offer")).containsExactly("withdrawn");
    assertThat(
            helene
                .post("/api/v1/oncall/offers/" + id + "/refusal", "{\"reason\":\"en visite\"}")
                .code())
        .isEqualTo("offer_over");
    assertThat(jeanne.post("/api/v1/oncall/offers/" + id + "/refusal", "{}").code())
        .isEqualTo("offer_not_found");
  }

  @Test
  void aCancelledRequestRingsNobodyAnyMore() {
    present(helene, true);
    var id = request("immediate");
    assertThat(rungFor(HELENE)).isEqualTo(id);

    nurse.post("/api/v1/consultations/" + id + "/cancellation", "{\"reason\":\"transférée\"}");

    assertThat(standing()).isEmpty();
    assertThat(helene.get("/api/v1/oncall/offers").json().path("items")).isEmpty();
  }

  @Test
  void whoLeavesIsRungNoMoreAndTheNextIs() {
    present(helene, true);
    var id = request("immediate");
    assertThat(rungFor(HELENE)).isEqualTo(id);
    present(jeanne, true);

    assertThat(present(helene, false).json().path("available").asBoolean()).isFalse();

    assertThat(rungFor(JEANNE)).isEqualTo(id);
    database.execute("update presence set until = now() where physician = '" + JEANNE + "'");
    Awaitility.await().atMost(PATIENCE).until(() -> standing().isEmpty());
  }

  @Test
  void whoIsExpectedAtABedsideOrAnswersElsewhereIsNotRung() {
    present(helene, true);
    assertThat(accept(helene, request("immediate")).status()).isEqualTo(200);
    present(jeanne, true);
    database.execute(
        "insert into physician_territory values ('%s', '0199a1c2-0000-7000-8000-000000000002')"
            .formatted(JEANNE));
    request("immediate");

    var _ = here.bean(Offers.class).make().contextWrite(OnBehalf::ofTheService).block(PATIENCE);
    var _ = there.bean(Offers.class).make().contextWrite(OnBehalf::ofTheService).block(PATIENCE);

    assertThat(standing()).isEmpty();
  }

  @Test
  void theOfferRingsAnOpenPageAtAnotherReplica() {
    present(jeanne, true);
    try (var page = new LiveStream(jeanne);
        var elsewhere = new LiveStream(helene)) {
      var id = request("immediate");

      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(page.data("offer")).singleElement().asString().contains(id, "expiresAt"));
      assertThat(elsewhere.data("offer")).isEmpty();
    }
  }

  @Test
  void manyPassesAtOnceNeverRingTwoForOneOrOneForTwo() {
    var crowd = 12;
    for (int one = 0; one < crowd; one++) {
      var id = "0199a1c2-0000-7000-8000-0000000005" + (10 + one);
      database.execute(
          """
          insert into person (id, subject, role, display_name, family_name, given_name, zone)
          values ('%1$s', '%1$s', 'physician', 'Dr', 'N', 'N', 'Europe/Paris')
          on conflict do nothing
          """
              .formatted(id),
          "insert into physician_specialty values ('%s', 'psychiatry') on conflict do nothing"
              .formatted(id));
    }
    IntStream.range(0, 20).forEach(_ -> request("immediate", "psychiatry"));
    database.execute(
        "insert into presence select physician, now(), now() + interval '1 minute'"
            + " from physician_specialty where specialty = 'psychiatry'");
    var passes = new ArrayList<CompletableFuture<Long>>();
    for (int pass = 0; pass < 20; pass++) {
      var replica = pass % 2 == 0 ? here : there;
      passes.add(
          replica
              .bean(RingingPhysicians.class)
              .pass()
              .contextWrite(OnBehalf::ofTheService)
              .toFuture());
    }
    passes.forEach(CompletableFuture::join);

    assertThat(standing()).hasSize(crowd);
    assertThat(database.rows("select distinct consultation from on_call_offer")).hasSize(crowd);
    assertThat(database.rows("select distinct physician from on_call_offer")).hasSize(crowd);
    assertThat(
            database.rows(
                """
                select 1 from on_call_offer o join consultation c on c.id = o.consultation
                where c.id not in (
                  select id from consultation order by requested_at, id limit 12)
                """))
        .as("those who wait longest are rung for")
        .isEmpty();
  }

  @Test
  void theNurseSeesHerPlaceAndAnEstimateOnlyWhenItWouldBeHonest() {
    var first = request("immediate");
    var second = request("immediate");
    var path = "/api/v1/consultations/" + second + "/wait";
    var nobody = nurse.get(path).json();
    assertThat(nobody.path("place").asInt()).isEqualTo(2);
    assertThat(nobody.path("ahead").asInt()).isEqualTo(1);
    assertThat(nobody.path("noEstimateBecause").asString()).isEqualTo("nobody-present");

    for (int done = 0; done < OnCallLimits.SAMPLE_MIN; done++) {
      concluded(JEANNE, LUCIEN);
    }
    present(helene, true);
    var known = nurse.get(path).json();

    assertThat(known.path("present").asInt()).isEqualTo(1);
    assertThat(known.path("estimate").path("basis").path("sample").asInt())
        .isEqualTo(OnCallLimits.SAMPLE_MIN);
    assertThat(known.path("estimate").path("high").asLong())
        .isGreaterThanOrEqualTo(known.path("estimate").path("seconds").asLong());
    accept(helene, first);
    assertThat(nurse.get("/api/v1/consultations/" + first + "/wait").code())
        .isEqualTo("not_waiting");
    var elsewhere = new Browser(here.url()).signIn(issuer, "yann.kerdoncuff");
    assertThat(elsewhere.get(path).status()).isEqualTo(404);
  }

  private static List<String> standing() {
    return database.rows("select consultation from on_call_offer where state = 'standing'");
  }

  /** Waits until this physician is rung, and answers for which consultation. */
  private static String rungFor(String physician) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                database.rows(
                    "select consultation from on_call_offer where state = 'standing'"
                        + " and physician = '"
                        + physician
                        + "'"),
            found -> !found.isEmpty())
        .getFirst();
  }

  private static String request(String urgency) {
    return request(urgency, "geriatrics");
  }

  /** A request whose dossier suffices. */
  private static String request(String urgency, String specialty) {
    var id = incomplete(urgency, specialty);
    waive(id);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() ->
            !database
                .rows("select consultation from request_ready where consultation = '" + id + "'")
                .isEmpty());
    return id;
  }

  private static String incomplete(String urgency, String specialty) {
    var answer =
        nurse.post(
            "/api/v1/consultations",
            """
            {"resident": "%s", "specialty": "%s", "urgency": "%s", "question": "Chute ce matin.",
             "placeType": "care-home", "vitals": [
               {"kind": "heart-rate", "measuredAt": "%s", "beatsPerMinute": 88}],
             "consent": {"givenBy": "resident", "gpAgreement": true}}
            """
                .formatted(
                    MARGUERITE, specialty, urgency, Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  private static void waive(String id) {
    var answer =
        nurse.post(
            "/api/v1/consultations/" + id + "/checklist/waiver", "{\"reason\": \"Urgent.\"}");
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
  }

  private static Answer accept(Browser physician, String id) {
    return physician.post("/api/v1/consultations/" + id + "/acceptance", "{}");
  }

  /** A consultation that this physician has just held with the resident. */
  private static void concluded(String physician, String resident) {
    database.execute(
        """
        insert into consultation (id, state, resident, care_home, nurse, specialty, urgency,
          question, place_type, consent_given_by, consent_gp_agreement, consent_recorded_at,
          requested_at, physician, accepted_at, bedside_nurse, confirmed_traits, bedside_at,
          session_started_at, concluded_at)
        values (gen_random_uuid(), 'concluded', '%s', '0199a1c2-0000-7000-8000-000000000101',
          '0199a1c2-0000-7000-8000-000000000211', 'geriatrics', 'today', 'Chute', 'care-home',
          'resident', true, now(), now(), '%s', now() - interval '12 minutes',
          '0199a1c2-0000-7000-8000-000000000211', array['birth-name', 'birth-date'], now(), now(),
          now())
        """
            .formatted(resident, physician));
  }

  private static void idleForAnHour(String physician) {
    database.execute(
        "update presence set since = since - interval '1 hour' where physician = '%s'"
            .formatted(physician));
  }

  private static void refuse(Browser physician, String id) {
    assertThat(physician.post("/api/v1/oncall/offers/" + id + "/refusal", "{}").status())
        .isEqualTo(204);
  }

  private static Answer present(Browser person, boolean available) {
    return put(person, "/api/v1/oncall/presence", "{\"available\":" + available + "}");
  }

  private static Answer put(Browser person, String path, String body) {
    return person.send(
        person
            .withCsrf(person.request(path))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body)));
  }
}
