package care.chevet.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import care.chevet.signaling.cluster.Change;
import care.chevet.signaling.event.RoomEvent;
import care.chevet.signaling.protocol.Admission;
import care.chevet.signaling.protocol.ClientMessage;
import care.chevet.signaling.protocol.FrameWriter;
import care.chevet.signaling.protocol.IceCandidate;
import care.chevet.signaling.protocol.LeaveReason;
import care.chevet.signaling.protocol.Role;
import care.chevet.signaling.protocol.ServerMessage;
import care.chevet.signaling.protocol.Tier;
import care.chevet.signaling.room.Bearer;
import care.chevet.signaling.room.Room;
import care.chevet.signaling.room.RoomInput;
import care.chevet.signaling.room.RoomRules;
import care.chevet.signaling.room.Seat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A room that is written down and read again is the same room. */
final class SavedRoomTest {
  private final KeptRoom room = new KeptRoom("r", Room.empty("r", false), 0);
  private final Map<String, byte[]> ledger = new HashMap<>();
  private final WrittenDown written = new WrittenDown();

  private void give(RoomInput input) {
    room.state = RoomRules.step(room.state, input, 5).room();
  }

  private Session enter(String session, Role role, Admission admission) {
    give(
        new RoomInput.Entered(
            Seat.taken(
                session,
                new Bearer("p-" + session, "Dr \"É\"\n", role, "page", true, true),
                admission)));
    Session opened = new Session(session, room, 0);
    String _ = opened.secret.issue(null);
    opened.handledSeq = 7;
    opened.attempt = 3;
    opened.generation = 2;
    room.sessions.put(session, opened);
    return opened;
  }

  private void say(String session, ClientMessage message) {
    give(new RoomInput.Said(session, message));
  }

  private void mail(Session to, ServerMessage.Mailed message) {
    to.mailbox.add(message, FrameWriter.body(message), 5);
  }

  private Change write(Set<Session> touched) {
    Change change = written.change(room, touched, 1);
    if (change.kind() == Change.Kind.WHOLE) {
      ledger.clear();
    }
    ledger.putAll(change.set());
    change.gone().forEach(ledger::remove);
    return change;
  }

  private KeptRoom read() {
    KeptRoom again = new KeptRoom("r", Room.empty("r", false), 0);
    SavedRoom.read(ledger, again, 0);
    return again;
  }

  private void assertSame() {
    KeptRoom again = read();
    assertThat(again.state).isEqualTo(room.state);
    assertThat(List.copyOf(again.state.seats().keySet()))
        .isEqualTo(List.copyOf(room.state.seats().keySet()));
    assertThat(again.owed).isEqualTo(room.owed);
    assertThat(again.sessions.keySet()).isEqualTo(room.sessions.keySet());
    room.sessions.forEach((id, session) -> {
      Session read = again.sessions.get(id);
      assertThat(read.generation).isEqualTo(session.generation);
      assertThat(read.attempt).isEqualTo(session.attempt);
      assertThat(read.handledSeq).isEqualTo(session.handledSeq);
      assertThat(read.secret.hashes()).isEqualTo(session.secret.hashes());
      assertThat(read.mailbox.standing()).isEqualTo(session.mailbox.standing());
      assertThat(read.mailbox.letters())
          .usingRecursiveFieldByFieldElementComparator()
          .isEqualTo(session.mailbox.letters());
    });
  }

  @Test
  void aWholeRoomIsReadAsItWas() {
    Session physician = enter("s-p", Role.PHYSICIAN, Admission.ADMITTED);
    Session nurse = enter("s-n", Role.NURSE, Admission.ADMITTED);
    enter("s-d", Role.EXPERT, Admission.STANDING_BY);
    say("s-n", new ClientMessage.Invite("inv", "p-s-d", 90));
    say("s-n", new ClientMessage.MediaConnected("s-p", Tier.T2));
    say(
        "s-p",
        new ClientMessage.Candidates(
            "s-n", "a~b.1", 1, List.of(new IceCandidate("candidate:\"1\"", null, 3, "uf")), null));
    mail(nurse, new ServerMessage.Left("x", LeaveReason.LOST));
    mail(
        physician,
        new ServerMessage.CandidatesFrom(
            "s-n",
            new ClientMessage.Candidates(
                "s-p", "a~b.1", 1, List.of(new IceCandidate("c", "0", 0, "uf")), null)));
    UUID event = UUID.randomUUID();
    room.owed.put(
        event,
        new RoomEvent(
            event,
            RoomEvent.Type.MEDIA_CONNECTED,
            Instant.ofEpochMilli(12),
            "s-n",
            "p",
            Role.NURSE,
            "T2",
            null));
    assertThat(write(Set.of()).kind()).isEqualTo(Change.Kind.WHOLE);
    assertSame();
  }

  @Test
  void afterThatOnlyTheDifferenceIsWritten() {
    Session physician = enter("s-p", Role.PHYSICIAN, Admission.ADMITTED);
    Session nurse = enter("s-n", Role.NURSE, Admission.ADMITTED);
    mail(nurse, new ServerMessage.Left("x1", LeaveReason.LOST));
    mail(nurse, new ServerMessage.Left("x2", LeaveReason.LOST));
    var _ = write(Set.of());

    mail(nurse, new ServerMessage.Left("x3", LeaveReason.LOST));
    assertThat(nurse.mailbox.acknowledge(1)).isTrue();
    Change change = write(Set.of(nurse));
    assertThat(change.kind()).isEqualTo(Change.Kind.DIFFERENCE);
    assertThat(change.set()).hasSize(2);
    assertThat(change.gone()).hasSize(1);
    assertSame();

    nurse.mailbox.restart();
    mail(nurse, new ServerMessage.Left("x4", LeaveReason.LOST));
    var _ = write(Set.of(nurse));
    assertSame();

    give(new RoomInput.Expired("s-p"));
    room.sessions.remove(physician.id);
    var _ = write(Set.of());
    assertSame();
    assertThat(written.change(room, Set.of(), 1).isNothing()).isTrue();
  }

  @Test
  void whatCannotBeReadIsNotHalfARoom() {
    enter("s-p", Role.PHYSICIAN, Admission.ADMITTED);
    var _ = write(Set.of());
    ledger.put("s:s-p", "{\"generation\":1}".getBytes(StandardCharsets.UTF_8));
    assertThat(catchThrowable(this::read)).isNotNull();
  }
}
