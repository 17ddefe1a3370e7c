package care.chevet.breakglass;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.consultation.Stage;
import care.chevet.testbed.Browser;
import care.chevet.testbed.Browser.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A record opened in an emergency: by whom, for how long, and who hears of it. */
final class BreakGlassIT {
  private static final String PATH = "/api/v1/emergency-accesses";
  private static final String REASON = "Malaise, le médecin traitant est injoignable.";
  private static final String INES = "0199a1c2-0000-7000-8000-000000000305";
  private static final String THOMAS = "0199a1c2-0000-7000-8000-000000000306";
  private static final String GASTON = "0199a1c2-0000-7000-8000-00000000030a";

  private static String record(String resident) {
    return "/api/v1/residents/" + resident;
  }

  private static String emergency(String resident, String reason) {
    return "{\"resident\":\"%s\",\"reason\":\"%s\"}".formatted(resident, reason);
  }

  private static Answer breaks(Browser person, String body) {
    return person.post(PATH, body);
  }

  private static String residentNamed(String name) {
    return Stage.DATABASE
        .rows("select id from resident where used_name = '%s'".formatted(name))
        .getFirst();
  }

  @Test
  void aPhysicianOpensARecordForAReasonAndForAnHour() {
    var physician = Stage.dermatologist();
    assertThat(physician.get(record(INES)).status()).isEqualTo(404);
    var opened = breaks(physician, emergency(INES, REASON));
    assertThat(opened.status()).as(opened.response().body()).isEqualTo(201);
    assertThat(opened.header("Location").orElseThrow()).isEqualTo(record(INES));
    assertThat(Instant.parse(opened.json().path("until").asString()))
        .isBetween(
            Instant.now().plus(Duration.ofMinutes(58)), Instant.now().plus(BrokenGlass.OPEN_FOR));
    assertThat(physician.get(record(INES)).status()).isEqualTo(200);
    assertThat(breaks(physician, emergency(INES, REASON)).code()).isEqualTo("record_already_open");

    Stage.DATABASE.execute(
        """
        update circle_of_care
        set since = since - interval '2 hours', until = until - interval '2 hours'
        where because = '%s'
        """
            .formatted(opened.json().path("id").asString()));
    assertThat(physician.get(record(INES)).status()).isEqualTo(404);
  }

  @Test
  void theNursesOfTheCareHomeAndTheCoordinatorAreToldAndNobodyElse() {
    var opened = breaks(Stage.otherGeriatrician(), emergency(THOMAS, REASON));
    assertThat(opened.status()).isEqualTo(201);
    assertThat(told(Stage.nurseElsewhere()))
        .anySatisfy(text -> assertThat(text).contains("La Source").contains("Dr Jeanne Second"));
    assertThat(told(Stage.person("sophie.lagrange")))
        .anySatisfy(text -> assertThat(text).contains("La Source").doesNotContain("Mimosa"));
    assertThat(told(Stage.nurse())).noneMatch(text -> text.contains("La Source"));
  }

  private static List<String> told(Browser person) {
    return person.get("/api/v1/notifications").json().path("items").findValuesAsString("text");
  }

  @Test
  void itStandsInTheListOfWhoLookedWithItsReason() {
    var bruyere = residentNamed("Bruyère");
    assertThat(breaks(Stage.dermatologist(), emergency(bruyere, REASON)).status()).isEqualTo(201);
    Stage.dermatologist().get(record(bruyere));
    var lines = Stage.nurse().get(record(bruyere) + "/accesses").json().path("items");
    assertThat(lines.findValuesAsString("what")).contains("resident.glass-broken", "resident.read");
    assertThat(lines.findValuesAsString("emergency")).contains(REASON);
    assertThat(lines.get(2).path("who").path("displayName").asString())
        .isEqualTo("Dr Louise Benharoun");
  }

  @Test
  void theResidentIsFoundByNameAndBirthDateOrByTheNumberOfTheIdentity() {
    var byName =
        breaks(
            Stage.person("paul.techer"),
            "{\"name\":\"bruyere\",\"birthDate\":\"1938-11-03\",\"reason\":\"%s\"}"
                .formatted(REASON));
    assertThat(byName.status()).as(byName.response().body()).isEqualTo(201);
    assertThat(byName.json().path("resident").asString()).isEqualTo(residentNamed("Bruyère"));
    var byIns =
        breaks(
            Stage.person("paul.techer"),
            "{\"ins\":\"2 34 05 99 999 001 08\",\"reason\":\"%s\"}".formatted(REASON));
    assertThat(byIns.json().path("resident").asString()).isEqualTo(Stage.MARGUERITE);
  }

  @Test
  void aSearchInVainIsWrittenDown() {
    var answer =
        breaks(
            Stage.dermatologist(),
            "{\"name\":\"Personne\",\"birthDate\":\"1938-11-03\",\"reason\":\"%s\"}"
                .formatted(REASON));
    assertThat(answer.code()).isEqualTo("nobody_found");
    assertThat(
            Stage.DATABASE.rows(
                "select role from audit_entry where what = 'resident.sought-in-vain'"))
        .contains("physician");
  }

  @Test
  void withoutAReasonOrANameItStaysShut() {
    var physician = Stage.otherGeriatrician();
    assertThat(breaks(physician, emergency(GASTON, "urgent")).code())
        .isEqualTo("emergency_reason_length");
    assertThat(breaks(physician, emergency(GASTON, " ".repeat(40))).code())
        .isEqualTo("emergency_reason_length");
    assertThat(breaks(physician, "{\"reason\":\"%s\"}".formatted(REASON)).code())
        .isEqualTo("resident_not_named");
    assertThat(physician.get(record(GASTON)).status()).isEqualTo(404);
  }

  @Test
  void onlyPhysiciansBreakTheGlass() {
    for (var person :
        List.of(Stage.nurse(), Stage.person("sophie.lagrange"), Stage.person("olivier.roche"))) {
      assertThat(breaks(person, emergency(GASTON, REASON)).status()).isEqualTo(403);
    }
  }

  @Test
  void aSearchThroughManyNamesIsStopped() {
    var seeker = Stage.person("amadou.sarr");
    var refused =
        Stream.generate(() -> breaks(seeker, emergency(UUID.randomUUID().toString(), REASON)))
            .limit(25)
            .filter(answer -> answer.status() == 429)
            .findFirst();
    assertThat(refused).isPresent();
    assertThat(refused.get().header("Retry-After")).isPresent();
  }
}
