package care.chevet.fhir.inbound;

import static care.chevet.fhir.support.Surroundings.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.Database;
import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.Http;
import care.chevet.fhir.support.PagedHospital;
import care.chevet.fhir.support.RunningAdapter;
import care.chevet.fhir.support.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hospitals that are asked, and hospitals that notify: one way in for both. */
final class PullingIT {

  private static final String SECRET = "a-secret-of-brenne";
  private static final String PATIENT =
      """
      {"resourceType":"Patient","id":"%s","gender":"female","birthDate":"1940-01-01",
       "name":[{"family":"%s"}]}
      """;

  private final Instant moment = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);
  private final Surroundings around = new Surroundings();
  private final PagedHospital hospital = new PagedHospital();
  private final RunningAdapter adapter =
      around
          .bare(Database.fresh())
          .hospital(Events.HOSPITAL, "CH de la Brenne", hospital.address(), "hospital-brenne")
          .with("chevet.pulling.polled." + Events.HOSPITAL, true)
          .with("chevet.pulling.notify-secrets." + Events.HOSPITAL, SECRET)
          .with("chevet.pulling.every", "200ms")
          .with("chevet.pulling.overlap", "5m")
          .start();
  private final Http notifier = new Http(adapter.address(), "application/fhir+json", SECRET);

  @AfterEach
  void stop() {
    adapter.close();
    hospital.close();
    around.close();
  }

  @Test
  void equalTimesNeitherEndNorSkipAPage() {
    for (var number = 0; number < 7; number++) {
      hospital.put(PATIENT.formatted("p" + number, "A"), "1", moment);
    }

    await().atMost(SOON).until(() -> versions() == 7);
  }

  @Test
  void eachVersionIsTakenOnce() {
    hospital.put(PATIENT.formatted("p1", "A"), "1", moment);
    await().atMost(SOON).until(() -> versions() == 1);
    var seen = hospital.pages.get();
    await().atMost(SOON).until(() -> hospital.pages.get() > seen + 20);
    assertThat(bodies()).isEqualTo(1);

    hospital.put(PATIENT.formatted("p1", "B"), "2", moment.plusSeconds(5));

    await().atMost(SOON).until(() -> versions() == 2);
    assertThat(bodies()).isEqualTo(2);
  }

  @Test
  void whatIsCommittedLateWithAnEarlierTimeIsFound() {
    hospital.put(PATIENT.formatted("p1", "A"), "1", moment);
    await().atMost(SOON).until(() -> versions() == 1);

    hospital.put(PATIENT.formatted("p2", "B"), "1", moment.minus(Duration.ofMinutes(2)));

    await().atMost(SOON).until(() -> versions() == 2);
  }

  @Test
  void aRoundCutShortLosesNothing() {
    hospital.failAtPage = hospital.pages.get() + 3;
    for (var number = 0; number < 9; number++) {
      hospital.put(PATIENT.formatted("p" + number, "A"), "1", moment.plusMillis(number));
    }
    await().atMost(SOON).until(() -> hospital.pages.get() > hospital.failAtPage);
    hospital.failAtPage = Integer.MAX_VALUE;

    await().atMost(SOON).until(() -> versions() == 9);
  }

  @Test
  void whatCannotBeTakenIsSetAsideAndBlocksNothing() {
    hospital.put(
        """
        {"resourceType":"AllergyIntolerance","id":"a1","code":{"text":"Latex"},
         "patient":{"reference":"https://another.example/fhir/Patient/1"}}
        """,
        "1",
        moment);
    hospital.put(
        """
        {"resourceType":"AllergyIntolerance","id":"a2","code":{"text":"Iode"},
         "patient":{"reference":"Patient/1"}}
        """,
        "1",
        moment);

    await().atMost(SOON).until(() -> versions() == 1);
    await().atMost(SOON).until(() -> incidents().equals("subject_elsewhere"));
  }

  @Test
  void aNotificationBringsWhatItCarriesAndAsksForTheRest() {
    var bundle =
        """
        {"resourceType":"Bundle","type":"history","entry":[
         {"resource":{"resourceType":"Parameters","parameter":[
          {"name":"type","valueCode":"event-notification"}]}},
         {"fullUrl":"https://his.example/fhir/Patient/n1","resource":%s}]}
        """
            .formatted(PATIENT.formatted("n1", "C"));

    assertThat(notifier.post("/hooks/" + Events.HOSPITAL, bundle).statusCode()).isEqualTo(200);
    assertThat(notifier.post("/hooks/" + Events.HOSPITAL, "").statusCode()).isEqualTo(200);
    assertThat(
            notifier
                .put("/hooks/" + Events.HOSPITAL + "/Patient/n2", PATIENT.formatted("n2", "D"))
                .statusCode())
        .isEqualTo(200);

    assertThat(versions()).isEqualTo(2);
  }

  @Test
  void whoDoesNotKnowTheSecretNotifiesNothing() {
    var body = PATIENT.formatted("n1", "C");
    assertThat(notifier.as("another").post("/hooks/" + Events.HOSPITAL, body).statusCode())
        .isEqualTo(401);
    assertThat(notifier.as("").post("/hooks/" + Events.HOSPITAL, body).statusCode()).isEqualTo(401);
    assertThat(notifier.post("/hooks/" + Events.OTHER_HOSPITAL, body).statusCode()).isEqualTo(401);
    assertThat(notifier.post("/hooks/" + Events.HOSPITAL, "{").statusCode()).isEqualTo(400);
    assertThat(versions()).isZero();
  }

  private int versions() {
    return count("SELECT count(*) FROM import");
  }

  private int bodies() {
    return count("SELECT count(*) FROM received WHERE sha256 = encode(sha256(body), 'hex')");
  }

  private int count(String sql) {
    return adapter.jdbc().sql(sql).query(Integer.class).single();
  }

  private String incidents() {
    return adapter
        .jdbc()
        .sql("SELECT coalesce(string_agg(code, ','), '') FROM import_incident")
        .query(String.class)
        .single();
  }
}
