package care.chevet.resident;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.consultation.Stage;
import care.chevet.testbed.Browser;
import care.chevet.testbed.Browser.Answer;
import org.junit.jupiter.api.Test;

/** The language in which a resident is best spoken to. */
final class ResidentLanguageIT {
  private static final String INES = "0199a1c2-0000-7000-8000-000000000305";

  private static Answer tell(Browser person, String body) {
    return Stage.put(person, "/api/v1/residents/" + INES + "/language", body);
  }

  private static String known(Browser person) {
    return Stage.ok(person.get("/api/v1/residents/" + INES)).json().path("language").asString("");
  }

  @Test
  void herNursesTellItAndTakeItBackAndItIsWrittenDown() {
    var nurse = Stage.nurseElsewhere();
    Stage.ok(tell(nurse, "{\"language\": \"rcf\"}"));
    assertThat(known(nurse)).isEqualTo("rcf");
    Stage.ok(tell(nurse, "{\"language\": null}"));
    assertThat(known(nurse)).isEmpty();
    assertThat(
            Stage.DATABASE.rows(
                "select count(*) from audit_entry where what = 'resident.language-told' and resident = '%s'"
                    .formatted(INES)))
        .containsExactly("2");
  }

  @Test
  void nobodyElseTellsItAndItIsACode() {
    assertThat(tell(Stage.nurse(), "{\"language\": \"fr\"}").status()).isEqualTo(404);
    assertThat(tell(Stage.geriatrician(), "{\"language\": \"fr\"}").status()).isEqualTo(404);
    assertThat(tell(Stage.nurseElsewhere(), "{\"language\": \"Français\"}").status())
        .isEqualTo(422);
    assertThat(known(Stage.nurseElsewhere())).isEmpty();
  }
}
