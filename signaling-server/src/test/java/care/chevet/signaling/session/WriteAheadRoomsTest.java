package care.chevet.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.signaling.cluster.Change;
import care.chevet.signaling.cluster.Ledger;
import care.chevet.signaling.cluster.Written;
import care.chevet.signaling.protocol.CloseReason;
import care.chevet.signaling.protocol.Role;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Nothing is shown that a crash could undo; without the ledger everything is shown. */
final class WriteAheadRoomsTest {
  private final ArrayDeque<Runnable> turn = new ArrayDeque<>();
  private final Paper paper = new Paper();
  private final Desk desk = new Desk(made -> Saving.in(paper, turn::add, made.events, made.clock));

  /** A ledger that answers when it is told to. */
  private static final class Paper implements Ledger {
    final Map<String, byte[]> fields = new HashMap<>();
    final ArrayDeque<CompletableFuture<Written>> waiting = new ArrayDeque<>();
    int writes;

    @Override
    public CompletionStage<Written> write(String room, Change change) {
      writes++;
      if (change.kind() != Change.Kind.DIFFERENCE) {
        fields.clear();
      }
      fields.putAll(change.set());
      change.gone().forEach(fields::remove);
      CompletableFuture<Written> answer = new CompletableFuture<>();
      waiting.add(answer);
      return answer;
    }
  }

  private void runTurn() {
    while (!turn.isEmpty()) {
      turn.remove().run();
    }
  }

  private void answer(Written written) {
    runTurn();
    paper.waiting.remove().complete(written);
    runTurn();
  }

  private void keepAll() {
    runTurn();
    while (!paper.waiting.isEmpty()) {
      answer(new Written.Kept(1));
    }
  }

  private Desk.Line physician;
  private Desk.Line nurse;

  private void bothAreIn() {
    physician = desk.new Line().enter(Role.PHYSICIAN);
    nurse = desk.new Line().enter(Role.NURSE);
    keepAll();
  }

  @Test
  void aWelcomeWaitsForItsWrite() {
    Desk.Line early = desk.new Line().enter(Role.NURSE);
    runTurn();
    assertThat(early.frames).isEmpty();
    assertThat(desk.reported).isEmpty();
    answer(new Written.Kept(1));
    assertThat(early.of("welcome")).hasSize(1);
    assertThat(desk.reported).hasSize(1);
  }

  @Test
  void neitherAMessageNorItsAcknowledgementIsSeenBeforeItIsWritten() {
    bothAreIn();
    physician.tier(nurse, "face");
    runTurn();
    desk.pass(Duration.ofSeconds(1));
    physician.say("{\"type\":\"ping\"}");
    assertThat(nurse.of("tier")).isEmpty();
    assertThat(physician.of("pong").getLast()).contains("\"ack\":0");
    answer(new Written.Kept(1));
    keepAll();
    assertThat(nurse.of("tier")).hasSize(1);
    physician.say("{\"type\":\"ping\"}");
    assertThat(physician.of("pong").getLast()).contains("\"ack\":1");
  }

  @Test
  void whatOneTurnBroughtIsOneWrite() {
    bothAreIn();
    int before = paper.writes;
    for (int i = 0; i < 10; i++) {
      physician.tier(nurse, "label-" + i);
    }
    keepAll();
    assertThat(paper.writes).isEqualTo(before + 1);
    assertThat(nurse.of("tier")).hasSize(10);
  }

  @Test
  void whatComesDuringAWriteIsShownAfterTheNextOne() {
    bothAreIn();
    physician.tier(nurse, "first");
    runTurn();
    physician.tier(nurse, "second");
    answer(new Written.Kept(1));
    assertThat(nurse.of("tier")).hasSize(1);
    answer(new Written.Kept(1));
    assertThat(nurse.of("tier")).hasSize(2);
  }

  @Test
  void aRoomThatAnotherNodeKeepsIsLeftAndItsClientsComeBack() {
    bothAreIn();
    physician.tier(nurse, "never seen");
    answer(new Written.Lost());
    assertThat(nurse.of("tier")).isEmpty();
    assertThat(nurse.closed).isEqualTo(CloseReason.DRAINING);
    assertThat(physician.closed).isEqualTo(CloseReason.DRAINING);
    assertThat(desk.keeper.keeps("room")).isFalse();
    physician.tier(nurse, "too late");
    assertThat(turn).isEmpty();
  }

  @Test
  void withoutTheLedgerCallsGoOnAndItsReturnGetsTheWholeRoom() {
    bothAreIn();
    physician.tier(nurse, "one");
    answer(new Written.Unreachable());
    assertThat(nurse.of("tier")).hasSize(1);
    physician.tier(nurse, "two");
    runTurn();
    assertThat(nurse.of("tier")).hasSize(2);

    paper.fields.clear();
    desk.pass(Duration.ofSeconds(2));
    answer(new Written.Kept(9));
    assertThat(paper.fields).containsKey(SavedRoom.SEATS).containsKey(SavedRoom.RINGS);

    physician.tier(nurse, "three");
    runTurn();
    assertThat(nurse.of("tier")).hasSize(2);
    answer(new Written.Kept(9));
    assertThat(nurse.of("tier")).hasSize(3);
  }

  @Test
  void aLedgerThatForgotIsToldEverythingBeforeAnythingIsShown() {
    bothAreIn();
    paper.fields.clear();
    physician.tier(nurse, "face");
    answer(new Written.Forgotten());
    assertThat(nurse.of("tier")).isEmpty();
    answer(new Written.Kept(2));
    assertThat(nurse.of("tier")).hasSize(1);
    assertThat(paper.fields).containsKey(SavedRoom.SEATS);
  }

  @Test
  void anotherKeeperGoesOnExactlyWhereThisOneWas() {
    bothAreIn();
    physician.tier(nurse, "kept");
    keepAll();
    Desk next = new Desk(made -> Saving.in(paper, turn::add, made.events, made.clock));
    next.keeper.take("room", 2, Map.copyOf(paper.fields));
    keepAll();
    Desk.Line back = next.new Line().resume(nurse, Role.NURSE, 0, 1);
    assertThat(back.frames).isEmpty();
    keepAll();
    assertThat(back.word("resume")).isEqualTo("full");
    assertThat(back.of("tier")).hasSize(1);
    Desk.Line physicianBack = next.new Line().resume(physician, Role.PHYSICIAN, 1, 1);
    keepAll();
    assertThat(physicianBack.of("welcome").getLast()).contains("\"ack\":1");
    assertThat(physicianBack.of("presence")).isNotEmpty();
  }

  @Test
  void aRoomThatEveryoneLeftIsTakenOutOfTheLedger() {
    desk.new Line().enter(Role.NURSE).say("{\"type\":\"leave\",\"seq\":1,\"reason\":\"hung-up\"}");
    keepAll();
    assertThat(paper.fields.keySet()).allMatch(field -> !field.startsWith("s:"));
  }
}
