package care.chevet.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node that lives and is cut off from Redis alone, while Redis and the other node live. */
final class CutFromRedisIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private final String room = UUID.randomUUID().toString();

  @ParameterizedTest(name = "half open: {0}")
  @ValueSource(booleans = {false, true})
  void theOtherNodeTakesOverAndTheOneThatWasCutOffGivesWayWithoutDoubling(boolean halfOpen) {
    try (Nodes nodes = new Nodes(2, true)) {
      AtomicInteger physicianAt = new AtomicInteger(0);
      AtomicInteger nurseAt = new AtomicInteger(0);
      try (SteadyCaller physician = steady(nodes, Person.PHYSICIAN, physicianAt);
          SteadyCaller nurse = steady(nodes, Person.NURSE, nurseAt)) {
        say(physician, nurse, "before", 5);
        await().atMost(PATIENCE).until(() -> nurse.labels().equals(labels("before", 5)));

        cut(nodes.line, halfOpen);
        say(physician, nurse, "adrift", 5);
        List<String> soFar = joined(labels("before", 5), labels("adrift", 5));
        await().atMost(PATIENCE).until(() -> nurse.labels().equals(soFar));
        await()
            .atMost(PATIENCE)
            .until(() -> nodes.node(0).health("ready").equals("200 {\"status\":\"degraded\"}"));
        assertThat(nodes.node(0).health("live")).startsWith("200");
        await().atMost(PATIENCE).until(() -> nodes.node(1).said("A node died; 1 of its rooms"));

        // The two nodes keep the room each for itself now; nothing may pass for more than it is.
        nurseAt.set(1);
        nurse.drop();
        await().atMost(PATIENCE).until(() -> nurse.live() && nurse.resumes().size() > 1);
        assertThat(nurse.resumes()).containsExactly("none", "snapshot");
        say(physician, nurse, "apart", 3);
        await().atMost(PATIENCE).until(() -> physician.unacknowledged() == 0);

        mend(nodes.line);
        // What the other node never heard of is not passed over: the physician begins anew.
        await().atMost(PATIENCE).until(() -> physician.live() && begunAnew(physician));
        await()
            .atMost(PATIENCE)
            .until(() -> nodes.node(0).health("ready").equals("200 {\"status\":\"ready\"}"));
        say(physician, nurse, "after", 5);
        List<String> all = joined(soFar, labels("after", 5));
        await().atMost(PATIENCE).until(() -> nurse.labels().size() >= all.size());
        assertThat(nurse.labels()).isEqualTo(all);
        assertThat(nodes.node(0).said("A room is kept by another node now")).isTrue();

        nodes.node(0).kill();
        physicianAt.set(1);
        say(physician, nurse, "last", 5);
        List<String> everything = joined(all, labels("last", 5));
        await().atMost(PATIENCE).until(() -> nurse.labels().equals(everything));
      }
    }
  }

  @Test
  void whoWasAskedToGoIsNotTakenBackAlsoWhereNobodyWasTold() {
    try (Nodes nodes = new Nodes(2, true)) {
      AtomicInteger physicianAt = new AtomicInteger(0);
      AtomicInteger nurseAt = new AtomicInteger(0);
      try (SteadyCaller physician = steady(nodes, Person.PHYSICIAN, physicianAt);
          SteadyCaller nurse = steady(nodes, Person.NURSE, nurseAt)) {
        say(physician, nurse, "before", 1);
        await().atMost(PATIENCE).until(() -> nurse.labels().equals(labels("before", 1)));
        await().atMost(PATIENCE).until(() -> physician.unacknowledged() == 0);

        // To the other node this one is alive for a while yet, and has the room.
        cut(nodes.line, true);
        physicianAt.set(1);
        nurseAt.set(1);
        nodes.node(0).drain();
        for (SteadyCaller each : List.of(physician, nurse)) {
          await().atMost(PATIENCE).until(() -> each.live() && each.resumes().size() > 1);
          assertThat(each.closes()).as("went once").isEmpty();
        }

        nodes.node(0).kill();
        say(physician, nurse, "after", 5);
        List<String> all = joined(labels("before", 1), labels("after", 5));
        await().atMost(PATIENCE).until(() -> nurse.labels().equals(all));
        assertThat(physician.resumes()).containsExactly("none", "full");
        assertThat(nurse.resumes()).containsExactly("none", "full");
      }
    }
  }

  private static void cut(BadLine line, boolean halfOpen) {
    line.refuse(true);
    if (halfOpen) {
      line.silence(true);
    } else {
      line.cut();
    }
  }

  private static void mend(BadLine line) {
    line.cut();
    line.silence(false);
    line.refuse(false);
  }

  private static boolean begunAnew(SteadyCaller caller) {
    return caller.resumes().stream().filter("none"::equals).count() == 2;
  }

  private SteadyCaller steady(Nodes nodes, Person person, AtomicInteger node) {
    return new SteadyCaller(
        () -> nodes.node(node.get()).port(),
        () -> nodes.ticket(room, person),
        "instance-" + person.role());
  }

  private static void say(SteadyCaller from, SteadyCaller to, String prefix, int count) {
    labels(prefix, count).forEach(label -> from.say(to.session(), label));
  }

  private static List<String> labels(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + "-" + i).toList();
  }

  private static List<String> joined(List<String> first, List<String> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }
}
