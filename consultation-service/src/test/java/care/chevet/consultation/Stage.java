package care.chevet.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.testbed.Browser;
import care.chevet.testbed.Browser.Answer;
import care.chevet.testbed.Database;
import care.chevet.testbed.Issuer;
import care.chevet.testbed.Service;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The service with its people, and consultations brought through the API to the state a test needs.
 */
public final class Stage {
  public static final String MARGUERITE = "0199a1c2-0000-7000-8000-000000000301";
  public static final String ROSE_MAY = "0199a1c2-0000-7000-8000-000000000309";
  public static final String HELENE = "0199a1c2-0000-7000-8000-000000000201";
  public static final String CLAIRE = "0199a1c2-0000-7000-8000-000000000211";
  public static final String BRENNE = "990000101";

  private static final Issuer ISSUER = Issuer.start();
  public static final Database DATABASE = Database.fresh();
  public static final Service SERVICE = Service.start(DATABASE, ISSUER.url());
  private static final Map<String, Browser> SIGNED_IN = new ConcurrentHashMap<>();

  static {
    DATABASE.execute(
        """
        insert into person (id, subject, role, display_name, family_name, given_name, rpps, zone)
        values ('0199a1c2-0000-7000-8000-000000000299', 'jeanne.second', 'physician',
          'Dr Jeanne Second', 'Second', 'Jeanne', '99900000299', 'Indian/Reunion')
        """,
        """
        insert into physician_specialty (physician, specialty)
        values ('0199a1c2-0000-7000-8000-000000000299', 'geriatrics')
        """);
  }

  private Stage() {}

  public static Browser nurse() {
    return person("claire.dubourg");
  }

  public static Browser nurseElsewhere() {
    return person("yann.kerdoncuff");
  }

  public static Browser geriatrician() {
    return person("helene.vasseur");
  }

  public static Browser otherGeriatrician() {
    return person("jeanne.second");
  }

  public static Browser dermatologist() {
    return person("louise.benharoun");
  }

  public static synchronized Browser person(String subject) {
    return SIGNED_IN.computeIfAbsent(
        subject, name -> new Browser(SERVICE.url()).signIn(ISSUER, name));
  }

  public static String path(String id, String rest) {
    return "/api/v1/consultations/" + id + rest;
  }

  public static String request(String urgency) {
    return """
    {"resident": "%s", "specialty": "geriatrics", "urgency": "%s",
     "question": "Chutes répétées depuis trois jours.", "placeType": "care-home",
     "vitals": [
       {"kind": "blood-pressure", "measuredAt": "%3$s", "systolicMmHg": 142, "diastolicMmHg": 78},
       {"kind": "heart-rate", "measuredAt": "%3$s", "beatsPerMinute": 88},
       {"kind": "temperature", "measuredAt": "%3$s", "celsius": 37.4},
       {"kind": "oxygen-saturation", "measuredAt": "%3$s", "percent": 95}],
     "checklist": {"gir": "gir-3", "weight-trend": "stable", "falls": "several",
       "treatment": "Paracétamol 1 g si besoin"},
     "consent": {"givenBy": "resident", "gpAgreement": true}}
    """
        .formatted(MARGUERITE, urgency, Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  public static String requested() {
    var answer = nurse().post("/api/v1/consultations", request("today"));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  public static String accepted() {
    var id = requested();
    ok(geriatrician().post(path(id, "/acceptance"), "{}"));
    return id;
  }

  public static String atBedside() {
    var id = accepted();
    ok(
        nurse()
            .post(path(id, "/readiness"), "{\"confirmedTraits\":[\"birth-name\",\"birth-date\"]}"));
    return id;
  }

  public static String inSession() {
    var id = atBedside();
    assertThat(mediaConnected(id).status()).isEqualTo(202);
    return id;
  }

  public static String concluded() {
    var id = inSession();
    ok(geriatrician().post(path(id, "/conclusion"), "{}"));
    return id;
  }

  public static String reported() {
    var id = concluded();
    ok(draft(id, "Examen à distance. Suspicion d'infection urinaire ; ECBU ce jour."));
    ok(geriatrician().post(path(id, "/report/signature"), "{}"));
    return id;
  }

  public static String cancelled() {
    var id = accepted();
    ok(nurse().post(path(id, "/cancellation"), "{\"reason\":\"Résidente à l'hôpital\"}"));
    return id;
  }

  public static Answer draft(String id, String text) {
    return put(geriatrician(), path(id, "/report"), "{\"text\":\"" + text + "\"}");
  }

  public static Answer put(Browser person, String path, String body) {
    return person.send(
        person
            .withCsrf(person.request(path))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  public static Answer mediaConnected(String room) {
    return roomEvents(
        room,
        """
        {"events":[{"id":"%s","type":"media-connected","at":"%s","session":"s-1","person":"%s",
         "role":"physician","tier":"T3"}]}
        """
            .formatted(UUID.randomUUID(), Instant.now(), HELENE));
  }

  public static Answer roomEvents(String room, String body) {
    return machine("signaling-server", "rooms.write", "/api/v1/rooms/" + room + "/events", body);
  }

  public static Answer machine(String client, String scope, String path, String body) {
    return machine("POST", client, scope, path, body);
  }

  public static Answer machinePut(String client, String scope, String path, String body) {
    return machine("PUT", client, scope, path, body);
  }

  private static Answer machine(
      String method, String client, String scope, String path, String body) {
    var machine = new Browser(SERVICE.url());
    return machine.send(
        machine
            .request(path)
            .header("Authorization", "Bearer " + ISSUER.token(client, scope))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  public static String token(String client, String scope) {
    return ISSUER.token(client, scope);
  }

  public static Answer machineGet(String scope, String path) {
    var machine = new Browser(SERVICE.url());
    return machine.send(
        machine
            .request(path)
            .setHeader("Accept", "*/*")
            .header("Authorization", "Bearer " + ISSUER.token("fhir-adapter", scope))
            .GET());
  }

  public static Answer acknowledge(String id, String finess, String status) {
    return machine(
        "fhir-adapter",
        "deliveries.write",
        "/api/v1/deliveries",
        """
        {"consultation":"%s","reportVersion":1,"recipient":{"kind":"hospital","finess":"%s"},
         "status":"%s","at":"%s","reference":"DocumentReference/12"}
        """
            .formatted(id, finess, status, Instant.now()));
  }

  public static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer;
  }

  public static Answer made(Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return answer;
  }
}
