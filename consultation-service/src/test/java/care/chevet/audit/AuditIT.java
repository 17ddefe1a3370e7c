package care.chevet.audit;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.consultation.Stage;
import care.chevet.testbed.Browser;
import care.chevet.testbed.Browser.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the running service writes down, seals, and tells to whom. */
final class AuditIT {
  private static final String VERIFICATION = "/api/v1/audit/verification";
  private static final String LOOKS = "/api/v1/residents/" + Stage.MARGUERITE + "/accesses";

  private static void sealed() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Stage.DATABASE.rows("select 1 from audit_unsealed").isEmpty());
  }

  private static List<JsonNode> looks(Browser nurse) {
    var lines = new ArrayList<JsonNode>();
    nurse.get(LOOKS).json().path("items").forEach(lines::add);
    return lines;
  }

  @Test
  void theTrailOfARunningServiceHolds() {
    Stage.reported();
    sealed();
    var verdict = Stage.machineGet("operations.read", VERIFICATION);
    assertThat(verdict.status()).isEqualTo(200);
    assertThat(verdict.json().path("findings")).isEmpty();
    assertThat(verdict.json().path("holds").asBoolean()).isTrue();
    assertThat(verdict.json().path("entries").asLong()).isPositive();
    var head = verdict.json().path("head").asString();
    assertThat(
            Stage.machineGet("operations.read", VERIFICATION + "?anchor=" + head)
                .json()
                .path("holds")
                .asBoolean())
        .isTrue();
    var wrong = head.substring(0, head.indexOf(':')) + ":" + "0".repeat(64);
    assertThat(
            Stage.machineGet("operations.read", VERIFICATION + "?anchor=" + wrong)
                .json()
                .path("findings")
                .findValuesAsString("kind"))
        .containsExactly("rewritten");
    assertThat(Stage.machineGet("operations.read", VERIFICATION + "?anchor=x").status())
        .isEqualTo(400);
  }

  @Test
  void onlyOperatorsVerify() {
    assertThat(Stage.person("olivier.roche").get(VERIFICATION).status()).isEqualTo(200);
    assertThat(Stage.nurse().get(VERIFICATION).status()).isEqualTo(403);
    assertThat(Stage.geriatrician().get(VERIFICATION).status()).isEqualTo(403);
    assertThat(Stage.machineGet("feed.read", VERIFICATION).status()).isEqualTo(403);
    assertThat(Stage.person("olivier.roche").get("/api/v1/audit/events").status()).isEqualTo(403);
    assertThat(Stage.machineGet("operations.read", "/api/v1/audit/events").status()).isEqualTo(403);
  }

  @Test
  void theNursesSeeWhoLookedAndWhyAndFromWhere() {
    var consultation = Stage.accepted();
    var began = Instant.now();
    Stage.geriatrician().get(Stage.path(consultation, ""));
    var look = looks(Stage.nurse()).stream().filter(one -> isRead(one, consultation)).findFirst();
    assertThat(look).isPresent();
    assertThat(look.get().path("who").path("displayName").asString())
        .isEqualTo("Dr Hélène Vasseur");
    assertThat(look.get().path("who").path("role").asString()).isEqualTo("physician");
    assertThat(look.get().path("from").asString()).isEqualTo("127.0.0.1");
    assertThat(Instant.parse(look.get().path("at").asString())).isAfter(began.minusSeconds(5));
    assertThat(looks(Stage.nurse()).getFirst().path("what").asString())
        .isEqualTo("resident.looks-read");
  }

  private static boolean isRead(JsonNode line, String consultation) {
    return line.path("what").asString().equals("consultation.read")
        && line.path("consultation").asString().equals(consultation);
  }

  @Test
  void nobodyElseSeesWhoLooked() {
    for (var stranger :
        List.of(
            Stage.nurseElsewhere(),
            Stage.geriatrician(),
            Stage.person("sophie.lagrange"),
            Stage.person("olivier.roche"))) {
      assertThat(stranger.get(LOOKS).status()).isEqualTo(404);
    }
  }

  @Test
  void theListGoesOnWhereThePageEnds() {
    Stage.nurse().get("/api/v1/residents/" + Stage.MARGUERITE);
    var all = looks(Stage.nurse());
    var second = all.get(1).path("id").asLong();
    var rest = Stage.nurse().get(LOOKS + "?before=" + second).json().path("items");
    assertThat(rest.get(0).path("id").asLong()).isEqualTo(all.get(2).path("id").asLong());
  }

  @Test
  void aListIsALookOfItsOwnAndCountsOnceAnHour() {
    var consultation = Stage.requested();
    for (int times = 0; times < 3; times++) {
      Stage.otherGeriatrician().get("/api/v1/consultations");
    }
    assertThat(
            Stage.DATABASE.rows(
                """
                select role from audit_entry
                where what = 'consultation.listed' and because = '%s'
                  and who = '0199a1c2-0000-7000-8000-000000000299'
                """
                    .formatted(consultation)))
        .containsExactly("physician");
    Stage.person("sophie.lagrange").get("/api/v1/consultations");
    assertThat(
            Stage.DATABASE.rows(
                "select 1 from audit_entry where role = 'coordinator' and what like '%listed'"))
        .isEmpty();
  }

  @Test
  void aStrangersForwardedAddressIsNotWrittenDown() {
    Stage.nurse()
        .get("/api/v1/residents/" + Stage.MARGUERITE, Map.of("X-Forwarded-For", "198.51.100.7"));
    assertThat(Stage.DATABASE.rows("select 1 from audit_entry where came_from = '198.51.100.7'"))
        .isEmpty();
  }

  @Test
  void entriesGoOutAsAuditEvents() {
    Stage.nurse().get("/api/v1/residents/" + Stage.MARGUERITE);
    sealed();
    var first = Stage.machineGet("audit.read", "/api/v1/audit/events?limit=2");
    assertThat(first.header("Content-Type").orElseThrow()).startsWith("application/fhir+json");
    var bundle = first.json();
    assertThat(bundle.path("resourceType").asString()).isEqualTo("Bundle");
    assertThat(bundle.path("type").asString()).isEqualTo("collection");
    assertThat(bundle.path("entry")).hasSize(2);
    assertThat(bundle.path("link").get(0).path("relation").asString()).isEqualTo("next");
    var next = Stage.machineGet("audit.read", bundle.path("link").get(0).path("url").asString());
    assertThat(next.status()).isEqualTo(200);
    for (var entry : everything()) {
      isAnAuditEvent(entry.path("resource"));
    }
  }

  private static JsonNode everything() {
    Answer all = Stage.machineGet("audit.read", "/api/v1/audit/events?limit=1000");
    assertThat(all.status()).isEqualTo(200);
    return all.json().path("entry");
  }

  /** The elements that R4 demands, and the values that its required bindings allow. */
  private static void isAnAuditEvent(JsonNode event) {
    assertThat(event.path("resourceType").asString()).isEqualTo("AuditEvent");
    assertThat(event.path("type").path("code").asString()).isEqualTo("rest");
    assertThat(event.path("action").asString()).isIn("C", "R", "U", "D", "E");
    assertThat(event.path("outcome").asString()).isEqualTo("0");
    assertThat(Instant.parse(event.path("recorded").asString())).isNotNull();
    var agent = event.path("agent").get(0);
    assertThat(agent.path("requestor").asBoolean()).isTrue();
    assertThat(agent.path("who").path("identifier").path("value").asString()).isNotEmpty();
    assertThat(event.path("source").path("observer").path("identifier").has("value")).isTrue();
    assertThat(event.path("entity").get(0).path("what").path("identifier").has("value")).isTrue();
    assertThat(event.path("extension")).hasSize(2);
  }
}
