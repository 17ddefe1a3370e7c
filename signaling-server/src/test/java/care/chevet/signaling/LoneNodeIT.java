package care.chevet.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A node that keeps its rooms in memory alone, as a process that can be killed. */
final class LoneNodeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void whoWasThereWhenItWasKilledIsSaidToBeThereNoMore() {
    try (Nodes nodes = Nodes.alone()) {
      Backend backend = nodes.backend;
      await().atMost(PATIENCE).until(() -> backend.beginnings.size() == 1);
      String session = enter(nodes, Person.NURSE);
      await().atMost(PATIENCE).until(() -> backend.event("joined", session).isPresent());
      Instant joined = at(backend.event("joined", session).orElseThrow());
      assertThat(backend.beginnings.getFirst()).isBefore(joined);

      backend.eventsStatus = 503;
      int toldBefore = backend.beginningsTold.get();
      nodes.node(0).kill();
      nodes.node(0).start();
      await().atMost(PATIENCE).until(() -> backend.beginningsTold.get() > toldBefore + 1);
      assertThat(backend.beginnings).hasSize(1);
      String again = enter(nodes, Person.NURSE);
      backend.eventsStatus = 202;

      await().atMost(PATIENCE).until(() -> backend.beginnings.size() == 2);
      await().atMost(PATIENCE).until(() -> backend.event("joined", again).isPresent());
      assertThat(backend.event("left", session)).isEmpty();
      assertThat(backend.beginnings.getLast())
          .isAfter(joined)
          .isBefore(at(backend.event("joined", again).orElseThrow()));
    }
  }

  private final String room = UUID.randomUUID().toString();

  private String enter(Nodes nodes, Person person) {
    try (Caller caller =
        Caller.enter(
            nodes.node(0).port(), nodes.ticket(room, person), UUID.randomUUID().toString())) {
      return caller.next("welcome").path("session").stringValue();
    }
  }

  private static Instant at(JsonNode event) {
    return Instant.parse(event.path("at").stringValue());
  }
}
