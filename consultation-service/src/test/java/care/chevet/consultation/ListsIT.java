package care.chevet.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.testbed.Browser;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who finds which consultations in which order. */
final class ListsIT {

  @Test
  void theQueueIsByUrgencyThenByWaitingTime() {
    Stage.DATABASE.execute(
        """
        update consultation set state = 'cancelled', exited_at = now(), exit_by = nurse,
          exit_reason = 'another test' where state = 'requested'
        """);
    var later = requested("this-week");
    var today = requested("today");
    var alsoToday = requested("today");
    var now = requested("immediate");
    var queue = Stage.geriatrician().get("/api/v1/on-call/requests").json().path("items");
    assertThat(queue.valueStream().map(one -> one.path("consultation").path("id").asString()))
        .containsExactly(now, today, alsoToday, later);
    assertThat(queue.get(3).path("place").asInt()).isEqualTo(4);
    assertThat(queue.get(0).has("waitingSince")).isTrue();
    assertThat(Stage.dermatologist().get("/api/v1/on-call/requests").json().path("items"))
        .isEmpty();
  }

  private static String requested(String urgency) {
    return Stage.nurse()
        .post("/api/v1/consultations", Stage.request(urgency))
        .json()
        .path("id")
        .asString();
  }

  @Test
  void eachFindsHerOwnNewestFirst() {
    var accepted = Stage.accepted();
    var requested = Stage.requested();
    assertThat(found(Stage.nurse(), "")).startsWith(requested, accepted);
    assertThat(found(Stage.geriatrician(), "?state=accepted,at-bedside"))
        .contains(accepted)
        .doesNotContain(requested);
    assertThat(found(Stage.otherGeriatrician(), "")).contains(requested).doesNotContain(accepted);
    assertThat(found(Stage.dermatologist(), "")).isEmpty();
    assertThat(found(Stage.nurseElsewhere(), "")).isEmpty();
    assertThat(found(Stage.person("olivier.roche"), "")).isEmpty();
  }

  @Test
  void theCoordinatorSeesThatItIsThereAndNobodysName() {
    var id = Stage.accepted();
    var seen = Stage.person("sophie.lagrange").get("/api/v1/consultations").json();
    assertThat(ids(seen)).contains(id);
    assertThat(seen.toString())
        .doesNotContain("Tournesol", "Chutes", "Dubourg", "Vasseur", "systolicMmHg");
  }

  @Test
  void theResidentsPageTellsOfHerConsultations() {
    var id = Stage.accepted();
    var page = Stage.nurse().get("/api/v1/residents/" + Stage.MARGUERITE).json();
    assertThat(page.path("consultations").get(0).path("id").asString()).isEqualTo(id);
    assertThat(page.has("openConsultation")).isTrue();
    assertThat(Stage.geriatrician().get("/api/v1/residents/" + Stage.MARGUERITE).status())
        .as("the physician has entered the circle of care")
        .isEqualTo(200);
  }

  private static List<String> found(Browser person, String query) {
    return ids(person.get("/api/v1/consultations" + query).json());
  }

  private static List<String> ids(JsonNode list) {
    return list.path("items").valueStream().map(one -> one.path("id").asString()).toList();
  }
}
