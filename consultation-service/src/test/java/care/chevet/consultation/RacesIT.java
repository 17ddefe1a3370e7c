package care.chevet.consultation;

import static care.chevet.consultation.Stage.path;
import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.testbed.Browser;
import care.chevet.testbed.Browser.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What happens when two act at once, on real connections. */
final class RacesIT {
  private static final int ROUNDS = 30;

  @Test
  void ofTwoPhysiciansWhoAcceptAtOnceOneHasItAndTheOtherIsTold() throws Exception {
    var first = Stage.geriatrician();
    var second = Stage.otherGeriatrician();
    for (int round = 0; round < ROUNDS; round++) {
      var id = Stage.requested();
      var answers = atOnce(() -> accept(first, id), () -> accept(second, id));
      assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
      var loser = answers.get(0).status() == 409 ? answers.get(0) : answers.get(1);
      assertThat(loser.code()).isEqualTo("already_accepted");
      assertThat(
              Stage.DATABASE.rows(
                  "select version, state from consultation where id = '%s'".formatted(id)))
          .containsExactly("2|accepted");
    }
  }

  private static Answer accept(Browser physician, String id) {
    return physician.post(path(id, "/acceptance"), "{}");
  }

  @Test
  void theLoserSeesThatItIsTakenAndNothingMore() {
    var id = Stage.accepted();
    var seen = Stage.ok(Stage.otherGeriatrician().get(path(id, ""))).json();
    assertThat(seen.path("state").asString()).isEqualTo("accepted");
    assertThat(seen.propertyNames())
        .doesNotContain(
            "resident", "nurse", "question", "vitals", "consent", "report", "physician");
    assertThat(seen.path("actions")).isEmpty();
  }

  @Test
  void aRequestSentTwiceAtOnceIsMadeOnce() throws Exception {
    var nurse = Stage.nurse();
    var body = Stage.request("immediate");
    var key = UUID.randomUUID();
    Callable<Answer> send = () -> nurse.post("/api/v1/consultations", body, key);
    var answers = atOnce(send, send);
    assertThat(answers).extracting(Answer::status).containsOnly(201);
    assertThat(answers.get(0).response().body()).isEqualTo(answers.get(1).response().body());
  }

  @Test
  void acceptingAndCancellingAtOnceLeavesOneOutcome() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      var id = Stage.requested();
      var answers =
          atOnce(
              () -> accept(Stage.geriatrician(), id),
              () -> Stage.nurse().post(path(id, "/cancellation"), "{\"reason\":\"Va mieux\"}"));
      assertThat(answers.get(1).status()).isEqualTo(200);
      assertThat(answers.get(0).code()).isIn("", "consultation_cancelled");
      assertThat(
              Stage.DATABASE.rows("select state from consultation where id = '%s'".formatted(id)))
          .containsExactly("cancelled");
    }
  }

  @Test
  void roomEventsToldTwiceAtOnceStartOneSession() throws Exception {
    var id = Stage.atBedside();
    Callable<Answer> tell = () -> Stage.mediaConnected(id);
    assertThat(atOnce(tell, tell)).extracting(Answer::status).containsOnly(202);
    assertThat(
            Stage.DATABASE.rows(
                "select 1 from feed_event where subject = '%s' and type = 'consultation.in-session'"
                    .formatted(id)))
        .hasSize(1);
  }

  private static List<Answer> atOnce(Callable<Answer> one, Callable<Answer> other)
      throws Exception {
    var line = new CyclicBarrier(2);
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<Answer>>();
      for (var action : List.of(one, other)) {
        running.add(
            pool.submit(() -> {
              line.await();
              return action.call();
            }));
      }
      return List.of(running.get(0).get(), running.get(1).get());
    }
  }
}
