package care.chevet.signaling.room;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.signaling.event.RoomEvent;
import care.chevet.signaling.protocol.Admission;
import care.chevet.signaling.protocol.ClientMessage;
import care.chevet.signaling.protocol.CloseReason;
import care.chevet.signaling.protocol.ErrorCode;
import care.chevet.signaling.protocol.IceCandidate;
import care.chevet.signaling.protocol.InvitationOutcome;
import care.chevet.signaling.protocol.LeaveReason;
import care.chevet.signaling.protocol.Level;
import care.chevet.signaling.protocol.MediaState;
import care.chevet.signaling.protocol.Role;
import care.chevet.signaling.protocol.SdpType;
import care.chevet.signaling.protocol.ServerMessage;
import care.chevet.signaling.protocol.Tier;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rooms as functions: a state and an input give a new state and effects. */
final class RoomRulesTest {
  private static final long NOW = 1_000_000;

  private Room room = Room.empty("r", false);

  private static Seat seat(String session, Role role, boolean admits, Admission admission) {
    return Seat.taken(
        session,
        new Bearer(
            "person-" + role.wireName(),
            "Name",
            role,
            "page-" + session,
            admission == Admission.ADMITTED,
            admits),
        admission);
  }

  private static Seat physician(String session) {
    return seat(session, Role.PHYSICIAN, true, Admission.ADMITTED);
  }

  private static Seat nurse(String session) {
    return seat(session, Role.NURSE, false, Admission.ADMITTED);
  }

  private List<RoomEffect> give(RoomInput input) {
    return giveAt(NOW, input);
  }

  private List<RoomEffect> giveAt(long nowMillis, RoomInput input) {
    Step step = RoomRules.step(room, input, nowMillis);
    room = step.room();
    return step.effects();
  }

  private List<RoomEffect> enter(Seat seat) {
    return give(new RoomInput.Entered(seat));
  }

  private List<RoomEffect> say(String session, ClientMessage message) {
    return give(new RoomInput.Said(session, message));
  }

  private void bothAreIn() {
    enter(physician("p"));
    enter(nurse("n"));
  }

  private static ClientMessage.Description offer(String to, long negotiation) {
    return new ClientMessage.Description(
        to, "a~b.1", negotiation, SdpType.OFFER, "v=0", List.of(), null, null);
  }

  private static ClientMessage.Candidates batch(String to, long negotiation, int count) {
    return new ClientMessage.Candidates(
        to,
        "a~b.1",
        negotiation,
        Collections.nCopies(count, new IceCandidate("candidate:1", "0", 0, "f")),
        null);
  }

  @Test
  void whoEntersIsAnnouncedToThoseInTheCallAndToTheOutside() {
    assertThat(enter(physician("p"))).singleElement().isInstanceOf(RoomEffect.Report.class);
    assertThat(enter(nurse("n")))
        .satisfiesExactly(
            mail -> {
              RoomEffect.Mail sent = (RoomEffect.Mail) mail;
              assertThat(sent.to()).isEqualTo("p");
              assertThat(sent.message()).isInstanceOf(ServerMessage.Joined.class);
            },
            report ->
                assertThat(((RoomEffect.Report) report).type()).isEqualTo(RoomEvent.Type.JOINED));
  }

  @Test
  void exactlyOneOfAPairIsPoliteWhoeverCameFirst() {
    Seat physician = physician("p");
    Seat nurse = nurse("n");
    assertThat(physician.politeTowards(nurse)).isNotEqualTo(nurse.politeTowards(physician));
  }

  @Test
  void theSameParticipantEnteringAgainReplacesTheEarlierSession() {
    bothAreIn();
    List<RoomEffect> effects = enter(nurse("n2"));
    assertThat(effects).contains(new RoomEffect.End("n", CloseReason.SUPERSEDED));
    assertThat(effects)
        .filteredOn(effect -> effect instanceof RoomEffect.Mail)
        .singleElement()
        .satisfies(mail ->
            assertThat(((ServerMessage.Joined) ((RoomEffect.Mail) mail).message()).replaces())
                .isEqualTo("n"));
    assertThat(room.seats()).containsOnlyKeys("p", "n2");
  }

  @Test
  void aKnockerReachesNobodyAndSeesNobody() {
    bothAreIn();
    enter(seat("k", Role.INTERPRETER, false, Admission.KNOCKING));
    assertThat(say("k", offer("p", 1)))
        .containsExactly(new RoomEffect.Refuse("k", ErrorCode.NOT_ADMITTED));
    assertThat(say("p", offer("k", 1)))
        .containsExactly(new RoomEffect.Refuse("p", ErrorCode.UNKNOWN_RECIPIENT));
    assertThat(room.rosterFor(room.seats().get("k"))).isNull();
  }

  @Test
  void onlyWhoAdmitsLetsAKnockerIn() {
    bothAreIn();
    enter(seat("k", Role.INTERPRETER, false, Admission.KNOCKING));
    assertThat(say("n", new ClientMessage.Admit("k")))
        .containsExactly(new RoomEffect.Refuse("n", ErrorCode.NOT_ALLOWED));
    List<RoomEffect> effects = say("p", new ClientMessage.Admit("k"));
    assertThat(effects).anyMatch(effect -> effect instanceof RoomEffect.LetIn);
    assertThat(effects).contains(new RoomEffect.Mail("p", new ServerMessage.KnockEnded("k")));
    assertThat(room.seats().get("k").inCall()).isTrue();
  }

  @Test
  void aKnockerTurnedAwayIsGone() {
    bothAreIn();
    enter(seat("k", Role.INTERPRETER, false, Admission.KNOCKING));
    assertThat(say("p", new ClientMessage.Refuse("k")))
        .contains(new RoomEffect.End("k", CloseReason.NOT_ADMITTED));
    assertThat(room.seat("k")).isEmpty();
    assertThat(say("p", new ClientMessage.Admit("k")))
        .containsExactly(new RoomEffect.Refuse("p", ErrorCode.UNKNOWN_RECIPIENT));
  }

  @Test
  void candidatesWaitUntilTheirDescriptionHasGoneThrough() {
    bothAreIn();
    assertThat(say("p", batch("n", 1, 2))).isEmpty();
    assertThat(say("p", offer("n", 1)))
        .extracting(effect -> ((RoomEffect.Mail) effect).message().getClass().getSimpleName())
        .containsExactly("DescriptionFrom", "CandidatesFrom");
    assertThat(say("p", batch("n", 1, 2))).hasSize(1);
  }

  @Test
  void candidatesThatWaitAreBounded() {
    bothAreIn();
    for (int i = 0; i < Negotiation.HELD_CANDIDATES_MAX / 64; i++) {
      assertThat(say("p", batch("n", 9, 64))).isEmpty();
    }
    assertThat(say("p", batch("n", 9, 1)))
        .containsExactly(new RoomEffect.Refuse("p", ErrorCode.HELD_TOO_MUCH));
  }

  @Test
  void whereOnlyRelayedTrafficIsAllowedNoOtherCandidatePasses() {
    room = Room.empty("r", true);
    bothAreIn();
    say("p", offer("n", 1));
    assertThat(say("p", batch("n", 1, 3))).isEmpty();
  }

  @Test
  void theOutsideHearsOncePerSessionThatMediaFlows() {
    bothAreIn();
    ClientMessage connected = new ClientMessage.MediaConnected("p", Tier.T3);
    assertThat(say("n", connected)).singleElement().isInstanceOf(RoomEffect.Report.class);
    assertThat(say("n", connected)).isEmpty();
  }

  @Test
  void theOutsideHearsOfAQualityWhenItsTierChanges() {
    bothAreIn();
    ClientMessage quality = new ClientMessage.Quality(Level.FAIR, Tier.T2, 1.0, 1.0, null);
    assertThat(say("n", quality)).hasSize(2);
    assertThat(say("n", quality)).hasSize(1);
  }

  @Test
  void aLostSocketIsToldAndItsReturnSaysWhetherAnythingIsMissing() {
    bothAreIn();
    assertThat(give(new RoomInput.SocketLost("n")))
        .containsExactly(new RoomEffect.Mail("p", new ServerMessage.Presence("n", false, false)));
    assertThat(give(new RoomInput.SocketBack("n", true)))
        .containsExactly(new RoomEffect.Mail("p", new ServerMessage.Presence("n", true, true)));
  }

  @Test
  void whoWasAwayTooLongHasLeft() {
    bothAreIn();
    assertThat(give(new RoomInput.Expired("n")))
        .contains(new RoomEffect.Mail("p", new ServerMessage.Left("n", LeaveReason.LOST)));
    assertThat(give(new RoomInput.Expired("p"))).hasSize(1);
    assertThat(room.hasNobody()).isTrue();
  }

  @Test
  void whoIsBarredLeavesTheCallTheLobbyAndNobodyElseDoes() {
    bothAreIn();
    enter(seat("i", Role.INTERPRETER, false, Admission.ADMITTED));
    enter(seat("k", Role.INTERPRETER, false, Admission.KNOCKING));
    assertThat(give(new RoomInput.Barred("person-interpreter")))
        .contains(
            new RoomEffect.End("i", CloseReason.NOT_ADMITTED),
            new RoomEffect.Mail("p", new ServerMessage.Left("i", LeaveReason.NOT_ADMITTED)),
            new RoomEffect.Mail("n", new ServerMessage.Left("i", LeaveReason.NOT_ADMITTED)));
    assertThat(room.seats()).containsOnlyKeys("p", "n");
    assertThat(give(new RoomInput.Barred("person-interpreter"))).isEmpty();
  }

  @Test
  void onlyWhoAdmitsEndsTheCallForEverybody() {
    bothAreIn();
    assertThat(say("n", new ClientMessage.HangUp()))
        .containsExactly(new RoomEffect.Refuse("n", ErrorCode.NOT_ALLOWED));
    assertThat(say("p", new ClientMessage.HangUp()))
        .contains(
            new RoomEffect.End("p", CloseReason.ENDED), new RoomEffect.End("n", CloseReason.ENDED));
    assertThat(room.hasNobody()).isTrue();
  }

  @Test
  void muteIsToldToTheOthersAndShownToWhoeverComesLater() {
    bothAreIn();
    MediaState muted = new MediaState(true, false);
    assertThat(say("n", new ClientMessage.Media(muted)))
        .containsExactly(new RoomEffect.Mail("p", new ServerMessage.MediaFrom("n", muted)));
    assertThat(room.seats().get("n").media()).isEqualTo(muted);
  }

  @Test
  void aRingIsAnsweredByOneDeviceAndEndsAtTheOthers() {
    enter(nurse("n"));
    enter(seat("d1", Role.PHYSICIAN, true, Admission.STANDING_BY));
    enter(seat("d2", Role.PHYSICIAN, true, Admission.STANDING_BY));
    assertThat(say("n", new ClientMessage.Invite("inv", "person-physician", 90))).hasSize(2);
    List<RoomEffect> effects = say("d1", new ClientMessage.Accept("inv"));
    assertThat(effects)
        .contains(
            new RoomEffect.Mail(
                "n", new ServerMessage.Invitation("inv", InvitationOutcome.ACCEPTED)),
            new RoomEffect.Mail(
                "d2", new ServerMessage.Invitation("inv", InvitationOutcome.ANSWERED_ELSEWHERE)));
    assertThat(say("d2", new ClientMessage.Accept("inv")))
        .containsExactly(new RoomEffect.Refuse("d2", ErrorCode.UNKNOWN_INVITATION));
  }

  @Test
  void aRingThatNobodyAnswersRunsOut() {
    enter(nurse("n"));
    enter(seat("d1", Role.PHYSICIAN, true, Admission.STANDING_BY));
    say("n", new ClientMessage.Invite("inv", "person-physician", 90));
    assertThat(giveAt(NOW + 89_999, new RoomInput.TimePassed())).isEmpty();
    assertThat(giveAt(NOW + 90_000, new RoomInput.TimePassed()))
        .contains(
            new RoomEffect.Mail(
                "n", new ServerMessage.Invitation("inv", InvitationOutcome.EXPIRED)));
    assertThat(room.rings()).isEmpty();
  }

  @Test
  void aRingEndsWithItsInviter() {
    enter(nurse("n"));
    enter(seat("d1", Role.PHYSICIAN, true, Admission.STANDING_BY));
    say("n", new ClientMessage.Invite("inv", "person-physician", 90));
    assertThat(say("n", new ClientMessage.Leave(LeaveReason.HUNG_UP)))
        .contains(
            new RoomEffect.Mail(
                "d1", new ServerMessage.Invitation("inv", InvitationOutcome.CANCELLED)),
            new RoomEffect.End("n", CloseReason.LEFT));
    assertThat(room.rings()).isEmpty();
  }

  @Test
  void whatASessionSaysThatIsNotInTheRoomChangesNothing() {
    bothAreIn();
    Room before = room;
    assertThat(say("nobody", new ClientMessage.HangUp())).isEmpty();
    assertThat(room).isEqualTo(before);
  }
}
