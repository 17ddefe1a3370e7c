package care.chevet.fhir.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.Events;
import care.chevet.fhir.support.HookReceiver;
import care.chevet.fhir.support.Http;
import care.chevet.fhir.support.RunningAdapter;
import care.chevet.fhir.support.Surroundings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Everything about one resident is handed out when asked for, and goes when she is erased. */
final class PersonalDataIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String RESIDENT = "0199a1c2-0000-7000-8000-000000000301";

  /** How often a hospital calls while she becomes known. */
  private static final int ACCESSES = 8;

  private final Surroundings around = new Surroundings();
  private final RunningAdapter adapter =
      around.adapter().with("chevet.subscriptions.pause", "100ms").start();
  private final HookReceiver receiver = new HookReceiver();
  private final Http brenne =
      new Http(
          adapter.address(),
          "application/fhir+json",
          around.issuer.hospitalToken("hospital-brenne"));

  /** Under which hospitals hold what is hers. */
  private List<String> identifiers = List.of();

  @AfterEach
  void stop() {
    adapter.close();
    receiver.close();
    around.close();
  }

  @Test
  void allThatIsHeldOfHerIsHandedOutToTheServiceAlone() {
    sheIsKnownEverywhere();
    var path = "/api/v1/exchanges/residents/" + RESIDENT + "/data";

    var answer = service("operations.read").get(path);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var data = Http.json(answer);
    assertThat(data.at("/identity/0/birth_name").asString()).isEqualTo("TOURNESOL");
    assertThat(data.at("/hospital_patients/0/patient").asString()).isEqualTo("er1");
    assertThat(data.path("received").toString())
        .contains("Hypertension essentielle")
        .doesNotContain("er2");
    assertThat(data.path("deliveries").valueStream().map(one -> one.path("kind").asString()))
        .containsExactlyInAnyOrder("consultation", "booking", "expertise");
    assertThat(data.path("held_by_hospitals").toString())
        .contains("Patient", "Task")
        .doesNotContain("Practitioner");
    assertThat(data.path("accesses").toString()).contains("=TOURNESOL", "er1");
    assertThat(data.path("subscriptions").toString())
        .contains(receiver.address().toString())
        .doesNotContain("secret-1");
    for (var section : List.of("exports", "attachments", "bulk_exports")) {
      assertThat(data.path(section)).as(section).isNotEmpty();
    }
    assertThat(service("feed.read").get(path).statusCode()).isEqualTo(403);
    assertThat(brenne.get(path).statusCode()).isEqualTo(403);
  }

  @Test
  void whoeverIsErasedInTheServiceIsErasedHere() {
    sheIsKnownEverywhere();
    assertThat(tablesThatKnowHer())
        .contains(
            "facade_access",
            "hook_subscription",
            "export_file",
            "export_trace",
            "ledger",
            "delivery",
            "lane",
            "import",
            "received",
            "patient_match",
            "attachment",
            "resident");

    around.service.publish(Events.residentErased());

    await().atMost(SOON).until(() -> count("resident") == 0);
    assertThat(tablesThatKnowHer()).isEmpty();
    assertThat(count("facade_access")).as("that there was an access stays").isEqualTo(ACCESSES);
    assertThat(brenne.get("/fhir/Patient/er2").statusCode()).isEqualTo(200);
    assertThat(brenne.get("/fhir/Patient/er1").statusCode()).isIn(404, 410);
    assertThat(rows("SELECT DISTINCT resource_type FROM ledger"))
        .containsExactlyInAnyOrder("Organization", "Practitioner");
    await().atMost(SOON).until(() -> rows("SELECT state FROM export_job").contains("done"));
    assertThat(rows("SELECT convert_from(body, 'UTF8') FROM export_file"))
        .as("the bulk export is written anew without her")
        .noneMatch(body -> body.contains("TOURNESOL"));
  }

  private void sheIsKnownEverywhere() {
    around.service.publish(Events.residentRegistered());
    await().atMost(SOON).until(() -> count("resident") == 1);
    SharedFacade.taken(brenne.put("/fhir/Patient/er1", Bodies.marguerite("er1")));
    SharedFacade.taken(brenne.put("/fhir/Condition/er1", Bodies.condition("er1", "er1")));
    var stranger = Bodies.stranger("er2").replace("TOURNESOL", "ORTIE");
    SharedFacade.taken(brenne.put("/fhir/Patient/er2", stranger));
    SharedFacade.taken(brenne.post("/fhir/Subscription", subscription()));
    await()
        .atMost(SOON)
        .until(() -> rows("SELECT state FROM hook_subscription").contains("active"));
    around.service.publish(Events.attachmentAdded(1));
    around.service.publish(Events.consultationReported());
    around.service.publish(Events.expertiseAnswered());
    around.service.publish(Events.bookingMade());
    await()
        .atMost(SOON)
        .until(() -> rows("SELECT id::text FROM delivery WHERE state = 'delivered'").size() == 3);
    await().atMost(SOON).until(() -> around.service.deliveries.size() == 1);
    await()
        .atMost(SOON)
        .until(() -> rows("SELECT told::text FROM hook_subscription").contains("2"));
    SharedFacade.taken(
        brenne.get(
            "/fhir/Binary/r-%s-1"
                .formatted(Events.expertiseAnswered().at("/expertise/id").asString())));
    identifiers =
        rows(
            """
            SELECT identifier FROM ledger WHERE resource_type NOT IN ('Organization', 'Practitioner')
            """);
    var _ = brenne.get("/fhir/Patient?family=TOURNESOL");
    var _ = brenne.get("/fhir/Condition?patient=Patient/er1");
    var export =
        brenne.send(
            brenne
                .request("/fhir/$export?_type=Patient,Condition")
                .header("Prefer", "respond-async")
                .GET());
    assertThat(export.statusCode()).isEqualTo(202);
    await().atMost(SOON).until(() -> rows("SELECT state FROM export_job").contains("done"));
    // An access is noted when it has ended, so its caller may be here before its note.
    await().atMost(SOON).until(() -> count("facade_access") == ACCESSES);
  }

  private String subscription() {
    return """
    {"resourceType":"Subscription","status":"requested","reason":"documents",
     "criteria":"https://chevet.care/fhir/SubscriptionTopic/documents",
     "_criteria":{"extension":[{
      "url":"http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-filter-criteria",
      "valueString":"DocumentReference?patient=Patient/er1"}]},
     "channel":{"type":"rest-hook","endpoint":"%s","payload":"application/fhir+json",
      "_payload":{"extension":[{
       "url":"http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-payload-content",
       "valueCode":"id-only"}]},
      "header":["Authorization: Bearer secret-1"]}}
    """
        .formatted(receiver.address() + "/hook");
  }

  /** Every table in which she is found by anything that names her, in text or in bytes. */
  private List<String> tablesThatKnowHer() {
    var known = new ArrayList<String>();
    var words = new ArrayList<>(identifiers);
    words.addAll(
        List.of(
            RESIDENT,
            "TOURNESOL",
            Bodies.INS,
            "IPP-er1",
            "Patient/er1",
            ",er1,",
            Events.consultationReported().at("/consultation/id").asString(),
            Events.expertiseAnswered().at("/expertise/id").asString(),
            Events.bookingMade().at("/booking/id").asString()));
    for (var table :
        rows(
            """
            SELECT table_name FROM information_schema.tables
            WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
            """)) {
      for (var word : words) {
        var bytes = HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8));
        if (count(
                "\"%s\" t WHERE t::text ILIKE '%%%s%%' OR t::text LIKE '%%%s%%'"
                    .formatted(table, word, bytes))
            > 0) {
          known.add(table);
        }
      }
    }
    return known.stream().distinct().toList();
  }

  private Http service(String scope) {
    return brenne.as(
        around.issuer.token(
            "consultation-service", List.of("chevet"), scope, Duration.ofMinutes(5)));
  }

  private int count(String what) {
    return adapter.jdbc().sql("SELECT count(*) FROM " + what).query(Integer.class).single();
  }

  private List<String> rows(String sql) {
    return adapter.jdbc().sql(sql).query(String.class).list();
  }
}
