package care.chevet.resident;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.access.CircleOfCare;
import care.chevet.testbed.Browser;
import care.chevet.testbed.Browser.Answer;
import care.chevet.testbed.Shared;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who opens which record, and what hospitals bring to it. */
final class ResidentsIT {
  private static final String MARGUERITE = "0199a1c2-0000-7000-8000-000000000301";
  private static final String ODETTE = "0199a1c2-0000-7000-8000-000000000303";
  private static final String FERNAND = "0199a1c2-0000-7000-8000-000000000304";
  private static final String INES = "0199a1c2-0000-7000-8000-000000000305";
  private static final UUID LOUISE = UUID.fromString("0199a1c2-0000-7000-8000-000000000203");

  private static String record(String id) {
    return "/api/v1/residents/" + id;
  }

  @Test
  void aNurseSeesTheResidentsOfHerCareHome() {
    var residents = Shared.signedIn("claire.dubourg").get("/api/v1/residents").json();
    assertThat(residents).hasSize(4);
    assertThat(residents.findValuesAsString("usedName"))
        .containsExactly("Bruyère", "Coquelicot", "Genêt", "Tournesol");
    assertThat(residents.get(0).path("careHome").path("zone").asString()).isEqualTo("Europe/Paris");
    assertThat(residents.get(0).has("ins")).isFalse();
  }

  @Test
  void anotherCareHomesResidentIsNotEvenThere() {
    var answer = Shared.signedIn("claire.dubourg").get(record(INES));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("not_found");
  }

  @Test
  void openingARecordIsWrittenDown() {
    var before = reads(MARGUERITE);
    var opened = Shared.signedIn("claire.dubourg").get(record(MARGUERITE)).json();
    assertThat(opened.path("birthName").asString()).isEqualTo("TOURNESOL");
    assertThat(opened.path("ins").path("value").asString()).isEqualTo("234059999900108");
    assertThat(reads(MARGUERITE)).isEqualTo(before + 1);
    Shared.signedIn("yann.kerdoncuff").get(record(MARGUERITE));
    assertThat(reads(MARGUERITE)).isEqualTo(before + 1);
  }

  private static int reads(String resident) {
    return Shared.DATABASE
        .rows(
            "select 1 from audit_entry where what = 'resident.read' and came_from is not null"
                + " and resident = '"
                + resident
                + "'")
        .size();
  }

  @Test
  void aPhysicianSeesAResidentWhileSheTakesPartInHerCareAndAMonthAfter() {
    var physician = Shared.signedIn("louise.benharoun");
    var circle = Shared.SERVICE.bean(CircleOfCare.class);
    var odette = UUID.fromString(ODETTE);
    var because = UUID.randomUUID();
    var began = Instant.now().minus(Duration.ofDays(60));
    assertThat(physician.get(record(ODETTE)).status()).isEqualTo(404);

    circle.enter(odette, LOUISE, because, began).block();
    circle.enter(odette, LOUISE, because, began).block();
    assertThat(physician.get(record(ODETTE)).status()).isEqualTo(200);
    assertThat(physician.get("/api/v1/residents").json()).hasSize(1);

    circle.leave(odette, LOUISE, because, Instant.now().plusSeconds(60)).block();
    assertThat(physician.get(record(ODETTE)).status()).isEqualTo(200);
    circle.leave(odette, LOUISE, because, Instant.now().minusSeconds(1)).block();
    assertThat(physician.get(record(ODETTE)).status()).isEqualTo(404);
    assertThat(physician.get("/api/v1/residents").json()).isEmpty();
  }

  @Test
  void coordinatorsAndOperatorsOpenNoRecord() {
    for (var subject : new String[] {"sophie.lagrange", "olivier.roche"}) {
      var browser = Shared.signedIn(subject);
      assertThat(browser.get("/api/v1/residents").json()).isEmpty();
      assertThat(browser.get(record(MARGUERITE)).status()).isEqualTo(404);
    }
  }

  @Test
  void whatAHospitalSaysStandsInTheRecordUntilItSaysSomethingNewer() throws IOException {
    var golden = golden();
    assertThat(put(ODETTE, "990000101", golden).status()).isEqualTo(204);
    assertThat(put(ODETTE, "990000101", golden).status()).isEqualTo(204);
    var records = hospitalRecords();
    assertThat(records.size()).isEqualTo(1);
    assertThat(records.get(0))
        .isEqualTo(
            Shared.SERVICE.bean(tools.jackson.databind.json.JsonMapper.class).readTree(golden));

    var older =
        golden.replace("2026-11-21T08:30:00Z", "2026-11-20T08:30:00Z").replace("high", "low");
    assertThat(put(ODETTE, "990000101", older).status()).isEqualTo(204);
    assertThat(hospitalRecords().toString()).contains("high");
    var newer =
        golden.replace("2026-11-21T08:30:00Z", "2026-11-21T09:30:00Z").replace("high", "low");
    assertThat(put(ODETTE, "990000101", newer).status()).isEqualTo(204);
    assertThat(hospitalRecords().toString()).contains("low").doesNotContain("high");
  }

  @Test
  void anAllergyThatTheHospitalWithdrawsIsGoneFromTheRecord() throws IOException {
    var mapper = Shared.SERVICE.bean(tools.jackson.databind.json.JsonMapper.class);
    var record = (tools.jackson.databind.node.ObjectNode) mapper.readTree(golden());
    record.put("receivedAt", "2026-11-21T10:00:00Z");
    assertThat(put(FERNAND, "990000101", record.toString()).status()).isEqualTo(204);
    assertThat(recordsOf(FERNAND).get(0).path("allergies").size()).isOne();

    record.putArray("allergies");
    record.put("receivedAt", "2026-11-21T10:05:00Z");
    assertThat(put(FERNAND, "990000101", record.toString()).status()).isEqualTo(204);
    var kept = recordsOf(FERNAND).get(0);
    assertThat(kept.path("allergies").size()).isZero();
    assertThat(kept.path("medicines").size()).isOne();
  }

  private static tools.jackson.databind.JsonNode hospitalRecords() {
    return recordsOf(ODETTE);
  }

  private static tools.jackson.databind.JsonNode recordsOf(String resident) {
    return Shared.signedIn("claire.dubourg").get(record(resident)).json().path("hospitalRecords");
  }

  @Test
  void aRecordThatDoesNotFitIsRefused() throws IOException {
    assertThat(put(ODETTE, "990000102", golden()).code()).isEqualTo("hospital_differs");
    var unknown = golden().replace("990000101", "990000999");
    var answer = put(ODETTE, "990000999", unknown);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("hospital_unknown");
    assertThat(put(UUID.randomUUID().toString(), "990000101", golden()).status()).isEqualTo(404);
    assertThat(put(ODETTE, "990000101", "{}").code()).isEqualTo("invalid_body");
    assertThat(put(ODETTE, "990000101", golden().replace("\"criticality\"", "\"severity\"")).code())
        .isEqualTo("unknown_field");
  }

  private static String golden() throws IOException {
    return Files.readString(Path.of(System.getProperty("contracts.dir"), "hospital-record.json"));
  }

  private static Answer put(String resident, String finess, String body) {
    var machine = new Browser(Shared.SERVICE.url());
    return machine.send(
        machine
            .request(record(resident) + "/hospital-records/" + finess)
            .header("Authorization", "Bearer " + Shared.ISSUER.token("fhir", "records.write"))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body)));
  }
}
