package care.chevet.access;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.access.RouteCallers.Caller;
import care.chevet.consultation.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Calls of one route, each with what it takes to get past everything but the question who may. */
public final class RouteCalls {
  public static final String FERNAND = "0199a1c2-0000-7000-8000-000000000304";

  private static final String KITS = "/api/v1/care-homes/{careHome}/{kind:device-kits|rooms}";
  private static final String HOME =
      Stage.DATABASE.rows("select care_home from resident where id = '" + FERNAND + "'").getFirst();
  private static final String AMADOU = "0199a1c2-0000-7000-8000-000000000202";
  public static final String BOOKING = booking();
  public static final String REPORTED = reported();

  /** What is answered when a thing is not there for the caller, whatever it is. */
  private static final Set<String> NOT_THERE =
      Set.of(
          "not_found",
          "consultation_not_found",
          "expertise_not_found",
          "room_not_found",
          "resident_not_found");

  private static final String REASON = "{\"reason\":\"Essai des accès\"}";
  private static final String TEXT = "{\"text\":\"Essai des accès.\"}";

  /** Bodies by the end of the route, where an empty object does not do. */
  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry("POST /api/v1/consultations", request()),
          Map.entry("POST /api/v1/expertises", question()),
          Map.entry("/readiness", "{\"confirmedTraits\":[\"birth-name\",\"birth-date\"]}"),
          Map.entry("/cancellation", REASON),
          Map.entry("/vitals", "[]"),
          Map.entry("/checklist", "{\"answers\":{}}"),
          Map.entry("/waiver", REASON),
          Map.entry("/exit", "{\"kind\":\"absent\",\"reason\":\"Essai\"}"),
          Map.entry("/continuation", "{\"way\":\"rebook\",\"consent\":{\"givenBy\":\"resident\"}}"),
          Map.entry("/hand-over", "{\"physician\":\"%s\",\"reason\":\"Relève\"}".formatted(AMADOU)),
          Map.entry("/refusal", REASON),
          Map.entry("/report", TEXT),
          Map.entry("/amendments", REASON),
          Map.entry(
              "/prescription",
              """
              {"lines":[{"drug":"Paracétamol","dose":"1 g","posology":"3 fois par jour",
               "durationDays":3,"renewals":0}]}
              """),
          Map.entry("/guests", "{\"role\":\"interpreter\",\"name\":\"Essai\"}"),
          Map.entry("/pieces-request", TEXT),
          Map.entry("/pieces", TEXT),
          Map.entry("/opinion", TEXT),
          Map.entry(
              "/conversion", "{\"urgency\":\"today\",\"consent\":{\"givenBy\":\"resident\"}}"),
          Map.entry("/withdrawal", "{\"withdrawnBy\":\"resident\"}"),
          Map.entry("/erasure", "{\"finess\":\"000000000\"}"),
          // Too short a reason: who may is asked before.
          Map.entry("POST /api/v1/residents/{resident}/erasure", "{\"reason\":\"-\"}"),
          Map.entry("POST /api/v1/people/{person}/erasure", "{\"reason\":\"-\"}"),
          Map.entry("/exports", REASON),
          Map.entry("/presence", "{\"available\":false}"),
          Map.entry("/language", "{\"language\":\"fr\"}"),
          Map.entry("/territories", "{\"territories\":[]}"),
          Map.entry("/languages", "{\"languages\":[\"fr\"]}"),
          Map.entry("POST " + KITS, "{\"name\":\"Essai\"}"),
          Map.entry("PUT " + KITS + "/{id}", "{\"name\":\"Essai\"}"),
          Map.entry("POST /api/v1/bookings", slot()),
          Map.entry("POST /api/v1/holds", slot()),
          Map.entry(
              "PUT /api/v1/physicians/{physician}/availabilities/{specialty}",
              """
              {"slotMinutes":20,"bufferBeforeMinutes":0,"bufferAfterMinutes":0,"leadMinutes":0,
               "dailyCap":0,"holidays":"none","patterns":[],"departures":[]}
              """),
          Map.entry("POST /api/v1/residents/{resident}/appointments/{id}/cancellation", "{}"),
          Map.entry(
              "POST /api/v1/matches/{finess}/{patient}/refusal",
              "{\"resident\":\"%s\"}".formatted(FERNAND)),
          Map.entry("/events", "{\"events\":[]}"),
          Map.entry(
              "POST /api/v1/emergency-accesses",
              "{\"resident\":\"%s\",\"reason\":\"Essai des accès\"}".formatted(FERNAND)),
          Map.entry("POST /api/v1/guests/tickets", "{\"token\":\"none\"}"),
          Map.entry(
              "/appointments",
              """
              {"kind":"outing","start":"2031-01-02T09:00:00Z","end":"2031-01-02T10:00:00Z"}
              """),
          Map.entry(
              "/move",
              """
              {"physician":"%s","start":"2031-01-02T09:00:00Z"}
              """
                  .formatted(Stage.HELENE)));

  private final String method;
  private final String pattern;
  private final Map<String, String> refusals = new LinkedHashMap<>();

  /** What stands for which part of a pattern, where it is a certain thing and not any. */
  private final Map<String, String> known;

  /** What those call who should change nothing about it; empty before the first of them. */
  private String untouched = "";

  RouteCalls(String method, String pattern) {
    this(method, pattern, Map.of());
  }

  public RouteCalls(String method, String pattern, Map<String, String> known) {
    this.method = method;
    this.pattern = pattern;
    this.known = known;
  }

  /** How the caller is answered: {@code 401}, {@code 403}, {@code 404}, or {@code in}. */
  String by(Caller caller) {
    var own =
        Set.of(RouteCallers.OWN_NURSE, RouteCallers.OWN_PHYSICIAN)
            .contains(Objects.requireNonNullElse(caller.subject(), ""));
    if (own || untouched.isEmpty()) {
      untouched = address();
    }
    try {
      return answer(caller, say(caller, untouched));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Calls the route at an address of its own. */
  public HttpResponse<InputStream> say(Caller caller, String address) {
    var browser = caller.browser();
    var request = browser.request(address).setHeader("Accept", "*/*");
    if (caller.scope() != null) {
      request.header("Authorization", "Bearer " + Stage.token("route-table", caller.scope()));
    } else {
      browser.withCsrf(request);
    }
    var upload = pattern.contains("/uploads") || pattern.endsWith("/attachments");
    var writes = Set.of("POST", "PUT", "PATCH").contains(method) && !upload;
    if (upload) {
      request
          .header("Tus-Resumable", "1.0.0")
          .header("Upload-Length", "10")
          .header("Upload-Metadata", "kind cGhvdG8=,filename YS5qcGc=,filetype aW1hZ2UvanBlZw==")
          .header("Idempotency-Key", UUID.randomUUID().toString());
    }
    if (method.equals("PATCH")) {
      request
          .header("Content-Type", "application/offset+octet-stream")
          .header("Upload-Offset", "0");
    }
    if (writes) {
      request
          .header("Content-Type", "application/json")
          .header("Idempotency-Key", UUID.randomUUID().toString());
    }
    request.method(method, writes ? BodyPublishers.ofString(body()) : BodyPublishers.noBody());
    try {
      return browser.client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** How those were answered who were not let in, word by word. */
  Map<String, String> refusals() {
    return refusals;
  }

  private String answer(Caller caller, HttpResponse<InputStream> response) throws IOException {
    // An open stream of events would go on: it is closed after its head.
    try (var body = response.body()) {
      var status = response.statusCode();
      // Behind some routes stands another program, which is not there.
      assertThat(status).as(method + " " + pattern).matches(it -> it < 500 || it == 503);
      if (!Set.of(401, 403, 404).contains(status)) {
        return "in";
      }
      var text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      refusals.put(caller.name(), text);
      return status == 404 && !isNotThere(text) ? "in" : String.valueOf(status);
    }
  }

  private static boolean isNotThere(String text) {
    return text.isEmpty()
        || NOT_THERE.stream().anyMatch(code -> text.contains("\"code\":\"" + code + "\""));
  }

  private String body() {
    var whole = BODIES.get(method + " " + pattern);
    return whole == null
        ? BODIES.getOrDefault(pattern.substring(pattern.lastIndexOf('/')), "{}")
        : whole;
  }

  /** An address of the route that leads to something of Fernand Genêt's. */
  public String address() {
    var path = pattern;
    for (var part : known.entrySet()) {
      path = path.replace(part.getKey(), part.getValue());
    }
    if (path.contains("/consultations/{")
        || path.contains("/offers/{")
        || path.contains("/rooms/{")) {
      path = path.replaceFirst("\\{(id|consultation|room)}", consultation());
    } else if (path.contains("/expertises/{")) {
      path = path.replace("{id}", expertise());
    } else if (path.contains("/bookings/{")) {
      path = path.replace("{id}", BOOKING);
    } else if (path.contains("/residents/{")) {
      path = path.replaceFirst("\\{(id|resident)}", FERNAND);
    }
    if (path.contains("/exchanges/")) {
      path = path.replace("{id}", "1");
    }
    path =
        path.replaceAll("\\{kind:[^}]*}", "device-kits")
            .replace("{careHome}", HOME)
            .replace("{physician}", Stage.HELENE)
            .replace("{person}", Stage.HELENE)
            .replace("{specialty}", "geriatrics")
            .replace("{finess}", Stage.BRENNE)
            .replace("{version}", "1")
            .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
    return switch (method + " " + pattern) {
      case "GET /api/v1/reminders" -> path + "?booking=" + BOOKING;
      case "GET /api/v1/residents/{resident}/appointments",
          "GET /api/v1/consultations/{consultation}/occupied-times" ->
          path + "?from=2031-01-01T00:00:00Z&to=2031-01-08T00:00:00Z";
      default -> path;
    };
  }

  /** One that his physician has taken: for reading, with a signed report. */
  private String consultation() {
    return Set.of("GET", "HEAD").contains(method) ? REPORTED : accepted();
  }

  public static String accepted() {
    var id = created("/api/v1/consultations", request());
    Stage.ok(Stage.geriatrician().post(Stage.path(id, "/acceptance"), "{}"));
    return id;
  }

  public static String expertise() {
    var id = created("/api/v1/expertises", question());
    Stage.ok(Stage.geriatrician().post("/api/v1/expertises/" + id + "/acceptance", "{}"));
    return id;
  }

  private static String slot() {
    return """
    {"resident": "%s", "physician": "%s", "specialty": "geriatrics", "urgency": "today",
     "start": "2031-01-02T09:00:00Z"}
    """
        .formatted(FERNAND, Stage.HELENE);
  }

  public static String created(String path, String body) {
    var answer = Stage.nurse().post(path, body);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  private static String request() {
    return Stage.request("today").replace(Stage.MARGUERITE, FERNAND);
  }

  private static String question() {
    return """
    {"resident": "%s", "specialty": "geriatrics", "urgency": "today", "question": "Essai ?",
     "checklist": {}, "consent": {"givenBy": "resident"}}
    """
        .formatted(FERNAND);
  }

  private static String reported() {
    var id = accepted();
    Stage.ok(
        Stage.nurse()
            .post(
                Stage.path(id, "/readiness"),
                "{\"confirmedTraits\":[\"birth-name\",\"birth-date\"]}"));
    assertThat(Stage.mediaConnected(id).status()).isEqualTo(202);
    Stage.ok(Stage.geriatrician().post(Stage.path(id, "/conclusion"), "{}"));
    Stage.ok(Stage.draft(id, "Examen à distance sans particularité."));
    Stage.ok(Stage.geriatrician().post(Stage.path(id, "/report/signature"), "{}"));
    return id;
  }

  private static String booking() {
    var id = UUID.randomUUID().toString();
    Stage.DATABASE.execute(
        """
        insert into booking (id, state, specialty, urgency, physician, nurse, resident, care_home,
          starts_at, ends_at, made_by, made_at)
        values ('%s', 'booked', 'geriatrics', 'today', '%s', '%s', '%s', '%s',
          '2031-01-02T09:00:00Z', '2031-01-02T09:20:00Z', '%3$s', now())
        """
            .formatted(id, Stage.HELENE, Stage.CLAIRE, FERNAND, HOME));
    return id;
  }
}
