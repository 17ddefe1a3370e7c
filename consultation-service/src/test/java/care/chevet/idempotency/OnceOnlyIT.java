package care.chevet.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.testbed.Browser;
import care.chevet.testbed.Browser.Answer;
import care.chevet.testbed.Shared;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A write happens once, however often and however fast it is sent. */
final class OnceOnlyIT {
  private static final Browser NURSE = Shared.signedIn("claire.dubourg");

  private static String probe(UUID mark, boolean refuse) {
    return "{\"mark\":\"%s\",\"refuse\":%s}".formatted(mark, refuse);
  }

  private static long effects(UUID mark) {
    return Shared.DATABASE.rows("select 1 from audit_entry where subject = '" + mark + "'").size();
  }

  @Test
  void theSecondSendingGetsTheFirstAnswer() {
    var mark = UUID.randomUUID();
    var key = UUID.randomUUID();
    var first = NURSE.post("/api/v1/probes", probe(mark, false), key);
    var second = NURSE.post("/api/v1/probes", probe(mark, false), key);
    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.response().body()).isEqualTo(first.response().body());
    assertThat(second.header("Location")).isEqualTo(first.header("Location")).isPresent();
    assertThat(second.header("Idempotency-Replayed")).hasValue("true");
    assertThat(effects(mark)).isEqualTo(1);
  }

  @Test
  void manySendingsAtOnceHaveOneEffectAndOneAnswer() throws Exception {
    var mark = UUID.randomUUID();
    var key = UUID.randomUUID();
    var together = new CountDownLatch(1);
    var answers = new ArrayList<Future<Answer>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 12; i++) {
        answers.add(
            threads.submit(() -> {
              together.await();
              return NURSE.post("/api/v1/probes", probe(mark, false), key);
            }));
      }
      together.countDown();
    }
    var bodies = new ArrayList<String>();
    for (var answer : answers) {
      assertThat(answer.get().status()).isEqualTo(201);
      bodies.add(answer.get().response().body());
    }
    assertThat(bodies).containsOnly(bodies.getFirst());
    assertThat(effects(mark)).isEqualTo(1);
  }

  @Test
  void theSameKeyForAnotherRequestIsRefused() {
    var key = UUID.randomUUID();
    NURSE.post("/api/v1/probes", probe(UUID.randomUUID(), false), key);
    var other = UUID.randomUUID();
    var answer = NURSE.post("/api/v1/probes", probe(other, false), key);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("idempotency_key_reused");
    assertThat(effects(other)).isZero();
  }

  @Test
  void twoPeopleMayHappenOnTheSameKey() {
    var key = UUID.randomUUID();
    var mark = UUID.randomUUID();
    NURSE.post("/api/v1/probes", probe(mark, false), key);
    Shared.signedIn("yann.kerdoncuff").post("/api/v1/probes", probe(mark, false), key);
    assertThat(effects(mark)).isEqualTo(2);
  }

  @Test
  void aRefusedWriteLeavesNothingBehindAndIsJudgedAfresh() {
    var mark = UUID.randomUUID();
    var key = UUID.randomUUID();
    var refused = NURSE.post("/api/v1/probes", probe(mark, true), key);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(effects(mark)).isZero();
    assertThat(NURSE.post("/api/v1/probes", probe(mark, false), key).status()).isEqualTo(201);
    assertThat(effects(mark)).isEqualTo(1);
  }

  @Test
  void aWriteWithoutAKeyOrWithAnOddOneIsRefused() {
    for (var odd : List.of("", "1", "not-a-uuid", "1-1-1-1-1")) {
      var request =
          NURSE
              .withCsrf(NURSE.request("/api/v1/probes"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(probe(UUID.randomUUID(), false)));
      if (!odd.isEmpty()) {
        request.header("Idempotency-Key", odd);
      }
      var answer = NURSE.send(request);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.code())
          .isEqualTo(odd.isEmpty() ? "idempotency_key_missing" : "idempotency_key_malformed");
    }
  }
}
