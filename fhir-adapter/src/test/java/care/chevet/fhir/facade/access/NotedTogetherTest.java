package care.chevet.fhir.facade.access;

import static care.chevet.fhir.support.Surroundings.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.facade.access.Accesses.Access;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

final class NotedTogetherTest {

  private static final String UNKEEPABLE = "unkeepable";

  /** What was noted, statement by statement; the first one takes as long as it is told to. */
  private static final class Kept implements Consumer<List<Access>> {

    final Queue<List<String>> statements = new ConcurrentLinkedQueue<>();
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch first = new CountDownLatch(1);

    @Override
    public void accept(List<Access> accesses) {
      begun.countDown();
      try {
        first.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      var clients = accesses.stream().map(Access::client).toList();
      if (clients.contains(UNKEEPABLE)) {
        throw new DataIntegrityViolationException("22021");
      }
      statements.add(clients);
    }
  }

  private final Kept kept = new Kept();
  private final NotedTogether together = new NotedTogether(kept);
  private final Queue<String> refused = new ConcurrentLinkedQueue<>();

  @Test
  void whoComesWhileOneWritesIsNotedWithTheOthersWhoCame() throws InterruptedException {
    noteAllWhileTheFirstWrites("a", "b", "c", "d");

    assertThat(kept.statements).hasSize(2).contains(List.of("first"));
    assertThat(kept.statements.stream().flatMap(List::stream))
        .containsExactlyInAnyOrder("first", "a", "b", "c", "d");
    assertThat(refused).isEmpty();
  }

  @Test
  void oneThatCannotBeKeptTakesNoOtherAlong() throws InterruptedException {
    noteAllWhileTheFirstWrites("a", UNKEEPABLE, "c");

    assertThat(kept.statements)
        .containsExactlyInAnyOrder(List.of("first"), List.of("a"), List.of("c"));
    assertThat(refused).containsExactly(UNKEEPABLE);
  }

  private void noteAllWhileTheFirstWrites(String... clients) throws InterruptedException {
    var threads = new ArrayList<Thread>();
    threads.add(noting("first"));
    kept.begun.await();
    for (var client : clients) {
      threads.add(noting(client));
    }
    await()
        .atMost(SOON)
        .until(() -> threads.stream().allMatch(each -> each.getState() == Thread.State.WAITING));
    kept.first.countDown();
    for (var thread : threads) {
      thread.join();
    }
  }

  private Thread noting(String client) {
    return Thread.ofPlatform()
        .start(() -> {
          try {
            together.note(List.of(access(client)));
          } catch (DataAccessException e) {
            refused.add(client);
          }
        });
  }

  private static Access access(String client) {
    return new Access(
        client,
        Optional.empty(),
        "read",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        200,
        Instant.EPOCH);
  }
}
