package care.chevet.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.signaling.protocol.CloseReason;
import care.chevet.signaling.protocol.Limits;
import care.chevet.signaling.protocol.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sessions over sockets that stall, fall silent and come back, without a network or a wait. */
final class RoomKeeperTest {
  private static final Duration MOMENT = Duration.ofMillis(250);
  private final Desk desk = Desk.inMemory();
  private final Desk.Line physician = desk.new Line().enter(Role.PHYSICIAN);
  private final Desk.Line nurse = desk.new Line().enter(Role.NURSE);

  private void passWhileHeard(Duration time, Desk.Line... heard) {
    for (long left = time.toMillis(); left > 0; left -= MOMENT.toMillis()) {
      for (Desk.Line line : heard) {
        line.heardAt = desk.nowMillis;
      }
      desk.pass(MOMENT);
    }
  }

  @Test
  void aSocketThatTakesNothingIsNotWrittenToAndOnlyTheLatestStateWaits() {
    nurse.writable = false;
    for (int i = 0; i < 50; i++) {
      physician.say(
          "{\"type\":\"media\",\"seq\":%d,\"muted\":%s,\"cameraOff\":false}"
              .formatted(i + 1, i % 2 == 0));
    }
    assertThat(nurse.of("media")).isEmpty();
    nurse.writable = true;
    desk.keeper.writable(nurse.session.orElseThrow(), nurse);
    assertThat(nurse.of("media")).singleElement().asString().contains("\"muted\":false");
  }

  @Test
  void aSocketThatTakesNothingForTooLongIsClosedAndCanBeTakenUp() {
    nurse.writable = false;
    physician.tier(nurse, "face");
    passWhileHeard(Limits.UNSENT_FOR_MAX.minusSeconds(1), nurse, physician);
    assertThat(nurse.closed).isNull();
    passWhileHeard(Duration.ofSeconds(2), nurse, physician);
    assertThat(nurse.closed).isEqualTo(CloseReason.SLOW);
    nurse.lose();
    Desk.Line back = desk.new Line().resume(nurse, Role.NURSE, 0, 1);
    assertThat(back.word("resume")).isEqualTo("full");
    assertThat(back.of("tier")).hasSize(1);
  }

  @Test
  void aHalfOpenSocketIsPingedAndThenGivenUp() {
    passWhileHeard(Limits.PING_EVERY.plusSeconds(1), physician);
    assertThat(nurse.pings).isEqualTo(1);
    passWhileHeard(Limits.SILENCE_MAX, physician);
    assertThat(nurse.closed).isEqualTo(CloseReason.SILENT);
    assertThat(physician.closed).isNull();
  }

  @Test
  void whatAHalfOpenSocketSwallowedComesAgain() {
    physician.tier(nurse, "lost-on-the-way");
    assertThat(nurse.of("tier")).hasSize(1);
    Desk.Line back = desk.new Line().resume(nurse, Role.NURSE, 0, 1);
    assertThat(nurse.closed).isEqualTo(CloseReason.SUPERSEDED);
    assertThat(back.of("tier")).hasSize(1);
    nurse.lose();
    assertThat(physician.of("presence")).noneMatch(frame -> frame.contains("\"online\":false"));
  }

  @Test
  void whoIsAskedToGoHearsWithinWhichTime() {
    desk.keeper.goAway();
    assertThat(nurse.of("goaway"))
        .singleElement()
        .asString()
        .contains("\"spreadMs\":" + Limits.DRAIN_SPREAD.toMillis())
        .contains("\"deadlineMs\":" + Limits.DRAIN_DEADLINE.toMillis());
  }

  @Test
  void aSessionIsKeptForItsTimeWithoutASocketAndNoLonger() {
    nurse.lose();
    physician.say("{\"type\":\"ack\",\"ack\":2}");
    passWhileHeard(Limits.SESSION_RETENTION.minusSeconds(1), physician);
    assertThat(desk.keeper.sessionCount()).isEqualTo(2);
    passWhileHeard(Duration.ofSeconds(2), physician);
    assertThat(desk.keeper.sessionCount()).isEqualTo(1);
    assertThat(physician.of("left")).singleElement().asString().contains("lost");
    assertThat(desk.new Line().resume(nurse, Role.NURSE, 0, 1).closed)
        .isEqualTo(CloseReason.SESSION_LOST);
  }

  @Test
  void aRoomAsAWholeIsSlowedDownWhenItsSessionsTogetherSayTooMuch() {
    List<Desk.Line> all = new ArrayList<>(List.of(physician, nurse));
    for (Role role : Role.values()) {
      if (role != Role.PHYSICIAN && role != Role.NURSE) {
        all.add(desk.new Line().enter(role));
      }
    }
    List<Desk.Line> more = new ArrayList<>();
    // A place is taken again with a fresh allowance for its session, not for the room.
    for (int again = 0; again < 3; again++) {
      for (Desk.Line line : all) {
        for (int i = 0; i < 290; i++) {
          line.tier(physician, "label-" + i);
        }
      }
      more.addAll(all);
      all.clear();
      for (Role role : Role.values()) {
        if (role != Role.PHYSICIAN) {
          all.add(desk.new Line().enter(role));
        }
      }
    }
    assertThat(more).anyMatch(line -> !line.of("error").isEmpty());
    assertThat(more.stream().flatMap(line -> line.of("error").stream()))
        .allMatch(frame -> frame.contains("rate_limited"));
  }

  @Test
  void anEmptyRoomIsForgotten() {
    physician.say("{\"type\":\"leave\",\"seq\":1,\"reason\":\"hung-up\"}");
    nurse.say("{\"type\":\"leave\",\"seq\":1,\"reason\":\"hung-up\"}");
    assertThat(desk.keeper.keeps("room")).isFalse();
    assertThat(nurse.closed).isEqualTo(CloseReason.LEFT);
  }
}
