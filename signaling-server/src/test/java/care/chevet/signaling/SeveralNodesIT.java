package care.chevet.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.signaling.cluster.Custody;
import care.chevet.signaling.cluster.Whereabouts;
import care.chevet.signaling.redis.RedisNodes;
import care.chevet.signaling.ticket.SpentTickets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Three nodes as processes around a real Redis. */
final class SeveralNodesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private final String room = UUID.randomUUID().toString();
  private static Nodes nodes;

  @BeforeAll
  static void start() {
    nodes = new Nodes(3);
  }

  @AfterAll
  static void stop() {
    nodes.close();
  }

  @BeforeEach
  void allNodesRun() {
    nodes.ensureAllRun();
  }

  private SteadyCaller steady(Person person, AtomicInteger node) {
    return new SteadyCaller(
        () -> nodes.node(node.get()).port(),
        () -> nodes.ticket(room, person),
        "instance-" + person.role());
  }

  private Caller enter(int node, Person person) {
    return Caller.enter(
        nodes.node(node).port(), nodes.ticket(room, person), "instance-" + person.role());
  }

  private static List<String> labels(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).toList();
  }

  @Test
  void anyParticipantMayBeOnAnyNode() {
    try (Caller physician = enter(0, Person.PHYSICIAN)) {
      JsonNode _ = physician.next("welcome");
      try (Caller nurse = enter(1, Person.NURSE);
          Caller interpreter = enter(2, Person.INTERPRETER)) {
        String nurseSession = nurse.next("welcome").path("session").stringValue();
        assertThat(interpreter.next("welcome").path("admission").stringValue())
            .isEqualTo("knocking");
        physician.say("admit", "session", physician.next("knocking").path("session"));
        assertThat(interpreter.next("admitted").path("participants")).hasSize(2);
        physician.offer(nurseSession, "a~b.1", 1, "v=0");
        assertThat(nurse.next("description").path("negotiation").intValue()).isEqualTo(1);
        nurse.drop();
        assertThat(physician.next("presence").path("online").booleanValue()).isFalse();
      }
    }
  }

  @Test
  void aTicketOpensOnceOnAllNodesTogether() {
    String ticket = nodes.ticket(room, Person.NURSE);
    try (Caller first = Caller.enter(nodes.node(0).port(), ticket, "i")) {
      JsonNode _ = first.next("welcome");
      for (int node = 0; node < 3; node++) {
        assertThat(Caller.enter(nodes.node(node).port(), ticket, "i").closeCode()).isEqualTo(4006);
      }
    }
  }

  @Test
  void nothingIsLostOrDoubledWhenNodesAreKilledInMidCall() {
    AtomicInteger physicianAt = new AtomicInteger(0);
    AtomicInteger nurseAt = new AtomicInteger(1);
    Random random = new Random(3);
    try (SteadyCaller physician = steady(Person.PHYSICIAN, physicianAt);
        SteadyCaller nurse = steady(Person.NURSE, nurseAt)) {
      int total = 270;
      for (int i = 1; i <= total; i++) {
        physician.say(nurse.session(), "p" + i);
        nurse.say(physician.session(), "n" + i);
        if (i == 90) {
          nodes.node(0).kill();
          physicianAt.set(2);
        }
        if (i == 180) {
          await().atMost(PATIENCE).until(() -> physician.live() && nurse.live());
          nodes.node(0).start();
          nodes.node(1).kill();
          nurseAt.set(0);
        }
        if (random.nextInt(10) == 0) {
          await().pollDelay(Duration.ofMillis(20)).until(() -> true);
        }
      }
      await()
          .atMost(Duration.ofSeconds(40))
          .until(() -> nurse.labels().size() >= total && physician.labels().size() >= total);
      assertThat(nurse.labels()).isEqualTo(labels("p", total));
      assertThat(physician.labels()).isEqualTo(labels("n", total));
      assertThat(physician.resumes()).containsOnlyOnce("none").contains("full");
      assertThat(nurse.resumes()).doesNotContain("snapshot");
    }
  }

  @Test
  void aDrainedNodeHandsItsRoomsOn() {
    AtomicInteger physicianAt = new AtomicInteger(0);
    AtomicInteger nurseAt = new AtomicInteger(0);
    try (SteadyCaller physician = steady(Person.PHYSICIAN, physicianAt);
        SteadyCaller nurse = steady(Person.NURSE, nurseAt)) {
      physicianAt.set(1);
      nurseAt.set(2);
      nodes.node(0).drain();
      for (int i = 1; i <= 100; i++) {
        physician.say(nurse.session(), "p" + i);
        await().pollDelay(Duration.ofMillis(10)).until(() -> true);
      }
      await().atMost(PATIENCE).until(() -> nurse.labels().size() == 100);
      assertThat(nurse.labels()).isEqualTo(labels("p", 100));
      assertThat(nurse.resumes()).containsExactly("none", "full");
    }
  }

  @Test
  void aNodeThatWasOnlySlowGivesUpTheRoomsThatWereTakenFromIt() {
    try (SteadyCaller nurse = steady(Person.NURSE, new AtomicInteger(0))) {
      nodes.node(0).freeze();
      SteadyCaller entered;
      try {
        entered = steady(Person.PHYSICIAN, new AtomicInteger(1));
      } finally {
        nodes.node(0).thaw();
      }
      // The nurse has nothing to say by which the slow node would find out.
      try (SteadyCaller physician = entered) {
        physician.say(nurse.session(), "p1");
        await().atMost(PATIENCE).until(() -> nurse.labels().equals(List.of("p1")));
        assertThat(nurse.resumes()).containsExactly("none", "full");
      }
    }
  }

  @Test
  void aRoomStaysWithANodeThatOnlyJustStarted() {
    try (RedisNodes first = begun("first", 1);
        RedisNodes second = begun("second", 2)) {
      // Before its first beat, which comes when Redis has answered for half a second.
      await()
          .pollInterval(Duration.ofMillis(5))
          .until(() -> found(first) instanceof Whereabouts.Here);
      await()
          .pollInterval(Duration.ofMillis(5))
          .until(() -> !(found(second) instanceof Whereabouts.Unknown));
      assertThat(found(second)).isInstanceOf(Whereabouts.There.class);
    }
  }

  @Test
  void onceANodeHasLeftItsRoomsGoToWhoAsksForThem() {
    try (RedisNodes staying = begun("staying", 1);
        RedisNodes leaving = begun("leaving", 2)) {
      await().until(() -> found(leaving) instanceof Whereabouts.Here);
      await().until(() -> found(staying) instanceof Whereabouts.There);
      Void _ = leaving.leave().join();
      assertThat(found(staying)).isInstanceOf(Whereabouts.Here.class);
    }
  }

  /** A node that answers for no rooms, in this process. */
  private static RedisNodes begun(String name, int port) {
    SpentTickets unspent = (_, _) -> CompletableFuture.completedFuture(true);
    Custody nobody =
        new Custody() {
          @Override
          public void adopt(String room, Whereabouts.Here here) {}

          @Override
          public void contested(String room) {}
        };
    RedisNodes node = new RedisNodes(nodes.redis.url(), name, unspent);
    node.begin("127.0.0.1", port, nobody);
    return node;
  }

  private Whereabouts found(RedisNodes node) {
    return node.find(room, true, Optional.empty()).toCompletableFuture().join();
  }

  @Test
  void callsGoOnWithoutRedisAndItsReturnHeals() {
    AtomicInteger at = new AtomicInteger(0);
    try (SteadyCaller physician = steady(Person.PHYSICIAN, at);
        SteadyCaller nurse = steady(Person.NURSE, at)) {
      nodes.redis.stop();
      List<String> expected = new ArrayList<>();
      for (int i = 1; i <= 20; i++) {
        physician.say(nurse.session(), "p" + i);
        expected.add("p" + i);
      }
      await().atMost(PATIENCE).until(() -> nurse.labels().equals(expected));
      assertThat(nodes.node(0).health("live")).startsWith("200");
      await()
          .atMost(PATIENCE)
          .until(() -> nodes.node(0).health("ready").equals("200 {\"status\":\"degraded\"}"));
      nurse.drop();
      await().atMost(PATIENCE).until(() -> nurse.resumes().size() == 2 && nurse.live());
      assertThat(nurse.resumes()).containsExactly("none", "full");
      assertThat(enter(1, Person.INTERPRETER).closeCode()).isEqualTo(4008);

      nodes.redis.start();
      for (int node = 0; node < 3; node++) {
        int index = node;
        await()
            .atMost(PATIENCE)
            .until(() -> nodes.node(index).health("ready").equals("200 {\"status\":\"ready\"}"));
      }
      // A room is written again within a second or so; who comes to another node is carried here.
      await().atMost(PATIENCE).until(() -> reaches(1, physician));
      physician.say(nurse.session(), "after");
      expected.add("after");
      await().atMost(PATIENCE).until(() -> nurse.labels().equals(expected));

      nodes.node(0).kill();
      at.set(2);
      physician.say(nurse.session(), "last");
      expected.add("last");
      await().atMost(PATIENCE).until(() -> nurse.labels().equals(expected));
      assertThat(nurse.resumes()).containsExactly("none", "full", "full");
    }
  }

  /** Whether somebody who comes to this node gets to the room of these. */
  private boolean reaches(int node, SteadyCaller present) {
    try (Caller interpreter = enter(node, Person.INTERPRETER)) {
      await().until(() -> interpreter.ended() || !interpreter.all("welcome").isEmpty());
      return present.live()
          && interpreter.all("welcome").stream()
              .anyMatch(welcome -> welcome.path("admission").stringValue().equals("knocking"));
    } catch (ConditionTimeoutException _) {
      return false;
    }
  }

  @Test
  void aRedisThatForgotEverythingIsToldAgain() {
    AtomicInteger at = new AtomicInteger(0);
    try (SteadyCaller physician = steady(Person.PHYSICIAN, at);
        SteadyCaller nurse = steady(Person.NURSE, at)) {
      nodes.redis.wipe();
      await()
          .atMost(PATIENCE)
          .until(() -> nodes.node(0).health("ready").equals("200 {\"status\":\"ready\"}"));
      physician.say(nurse.session(), "p1");
      await().atMost(PATIENCE).until(() -> nurse.labels().equals(List.of("p1")));
      await().atMost(PATIENCE).until(() -> physician.unacknowledged() == 0);
      // Acknowledged may also be what could not be written; degraded says so.
      await()
          .atMost(PATIENCE)
          .until(() -> nodes.node(0).health("ready").equals("200 {\"status\":\"ready\"}"));
      nodes.node(0).kill();
      at.set(1);
      physician.say(nurse.session(), "p2");
      await().atMost(PATIENCE).until(() -> nurse.labels().equals(List.of("p1", "p2")));
    }
  }

  @Test
  void roomEventsOfAKilledNodeAreDeliveredByAnother() {
    nodes.backend.eventsStatus = 503;
    AtomicInteger at = new AtomicInteger(0);
    try (SteadyCaller physician = steady(Person.PHYSICIAN, at)) {
      String session = physician.session();
      nodes.node(0).kill();
      at.set(1);
      nodes.backend.eventsStatus = 202;
      await().atMost(PATIENCE).until(() -> nodes.backend.event("joined", session).isPresent());
    }
  }
}
