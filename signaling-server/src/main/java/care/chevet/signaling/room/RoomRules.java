package care.chevet.signaling.room;

import care.chevet.signaling.event.RoomEvent;
import care.chevet.signaling.protocol.Admission;
import care.chevet.signaling.protocol.ClientMessage;
import care.chevet.signaling.protocol.CloseReason;
import care.chevet.signaling.protocol.ErrorCode;
import care.chevet.signaling.protocol.InvitationOutcome;
import care.chevet.signaling.protocol.LeaveReason;
import care.chevet.signaling.protocol.Limits;
import care.chevet.signaling.protocol.Sdp;
import care.chevet.signaling.protocol.ServerMessage;
import care.chevet.signaling.room.Negotiation.Pair;
import care.chevet.signaling.room.RoomEffect.End;
import care.chevet.signaling.room.RoomEffect.LetIn;
import care.chevet.signaling.room.RoomEffect.Mail;
import care.chevet.signaling.room.RoomEffect.Refuse;
import care.chevet.signaling.room.RoomEffect.Report;
import care.chevet.signaling.room.RoomEffect.SendOnce;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of a room: a state and an input give a new state and effects, and nothing else. */
public final class RoomRules {
  private final List<RoomEffect> effects = new ArrayList<>(4);
  private final long nowMillis;
  private Room room;

  private RoomRules(Room room, long nowMillis) {
    this.room = room;
    this.nowMillis = nowMillis;
  }

  public static Step step(Room room, RoomInput input, long nowMillis) {
    RoomRules rules = new RoomRules(room, nowMillis);
    switch (input) {
      case RoomInput.Entered entered -> rules.entered(entered.seat());
      case RoomInput.Said said ->
          room.seat(said.session()).ifPresent(seat -> rules.said(seat, said.message()));
      case RoomInput.SocketLost lost ->
          room.seat(lost.session()).ifPresent(seat -> rules.online(seat, false, false));
      case RoomInput.SocketBack back ->
          room.seat(back.session()).ifPresent(seat -> rules.online(seat, true, back.missed()));
      case RoomInput.Expired expired ->
          room.seat(expired.session()).ifPresent(seat -> rules.gone(seat, LeaveReason.LOST));
      case RoomInput.TimePassed _ -> rules.timePassed();
    }
    return new Step(rules.room, rules.effects);
  }

  private void entered(Seat seat) {
    switch (seat.admission()) {
      case ADMITTED -> takePlace(seat);
      case KNOCKING -> {
        replaceKnocker(seat);
        room = room.with(seat);
        room.admitters().forEach(admitter -> mail(admitter, seat.knock()));
      }
      case STANDING_BY -> {
        room = room.with(seat);
        room.rings().values().stream()
            .filter(ring -> ring.person().equals(seat.person()))
            .forEach(ring -> mail(seat, ringing(ring)));
      }
    }
  }

  /** Puts a seat into the call in place of any other of the same participant. */
  private void takePlace(Seat seat) {
    replaceKnocker(seat);
    Optional<Seat> replaced =
        room.others(seat).filter(other -> other.sameParticipant(seat)).findFirst();
    replaced.ifPresent(old -> {
      room = room.without(old);
      effects.add(new End(old.session(), CloseReason.SUPERSEDED));
      report(RoomEvent.Type.LEFT, old, LeaveReason.REPLACED);
    });
    room = room.with(seat);
    @Nullable String replaces = replaced.map(Seat::session).orElse(null);
    room.others(seat)
        .forEach(other -> mail(other, new ServerMessage.Joined(seat.seenBy(other), replaces)));
    effects.add(new Report(RoomEvent.Type.JOINED, seat, null, null));
  }

  private void replaceKnocker(Seat seat) {
    room.knockers()
        .filter(other -> other.sameParticipant(seat) && !other.session().equals(seat.session()))
        .forEach(old -> {
          effects.add(new End(old.session(), CloseReason.SUPERSEDED));
          knockEnded(old);
          room = room.without(old);
        });
  }

  private void said(Seat seat, ClientMessage message) {
    switch (message) {
      case ClientMessage.Accept accept -> accepted(seat, accept.invitation());
      case ClientMessage.Decline decline -> declined(seat, decline.invitation());
      case ClientMessage.Leave leave -> {
        gone(seat, leave.reason());
        effects.add(new End(seat.session(), CloseReason.LEFT));
      }
      case ClientMessage inCall when !seat.inCall() -> {
        if (!(inCall instanceof ClientMessage.Statistics)) {
          refuse(seat, ErrorCode.NOT_ADMITTED);
        }
      }
      case ClientMessage.Description description -> described(seat, description);
      case ClientMessage.Candidates candidates -> candidates(seat, candidates);
      case ClientMessage.Media media -> {
        room = room.with(seat.media(media.media()));
        tellOthers(seat, new ServerMessage.MediaFrom(seat.session(), media.media()));
      }
      case ClientMessage.RequestedTier tier ->
          relay(
              seat,
              tier.to(),
              new ServerMessage.TierFrom(seat.session(), tier.label(), tier.tier()));
      case ClientMessage.MediaConnected connected -> mediaConnected(seat, connected);
      case ClientMessage.Quality quality -> quality(seat, quality);
      case ClientMessage.Statistics statistics -> {
        if (inCall(statistics.to())) {
          effects.add(
              new SendOnce(
                  statistics.to(), new ServerMessage.StatisticsFrom(seat.session(), statistics)));
        }
      }
      case ClientMessage.Admit admit -> admit(seat, admit.session());
      case ClientMessage.Refuse refuse -> turnAway(seat, refuse.session());
      case ClientMessage.HangUp _ -> hangUp(seat);
      case ClientMessage.Invite invite -> invited(seat, invite);
      case ClientMessage.Cancel cancel -> cancelled(seat, cancel.invitation());
      case ClientMessage.Hello _,
          ClientMessage.Resume _,
          ClientMessage.Ack _,
          ClientMessage.Ping _,
          ClientMessage.Ice _ ->
          throw new IllegalArgumentException("no concern of a room: " + message.getClass());
    }
  }

  private void described(Seat seat, ClientMessage.Description message) {
    if (!inCall(message.to())) {
      refuse(seat, ErrorCode.UNKNOWN_RECIPIENT);
      return;
    }
    ClientMessage.Description shown = room.relayOnly() ? Sdp.relayedOnly(message) : message;
    Pair pair = new Pair(seat.session(), message.to());
    Negotiation before = room.negotiation(pair);
    Negotiation after = before.after(message.pc(), message.negotiation());
    effects.add(new Mail(message.to(), new ServerMessage.DescriptionFrom(seat.session(), shown)));
    before.held().stream()
        .filter(after::mayPass)
        .forEach(batch ->
            effects.add(
                new Mail(message.to(), new ServerMessage.CandidatesFrom(seat.session(), batch))));
    room = room.with(pair, after);
  }

  private void candidates(Seat seat, ClientMessage.Candidates message) {
    if (!inCall(message.to())) {
      refuse(seat, ErrorCode.UNKNOWN_RECIPIENT);
      return;
    }
    ClientMessage.Candidates shown = room.relayOnly() ? Sdp.relayedOnly(message) : message;
    if (shown.candidates().isEmpty()) {
      return;
    }
    Pair pair = new Pair(seat.session(), message.to());
    Negotiation negotiation = room.negotiation(pair);
    if (negotiation.mayPass(shown)) {
      effects.add(new Mail(message.to(), new ServerMessage.CandidatesFrom(seat.session(), shown)));
    } else if (negotiation.hasRoomFor(shown)) {
      room = room.with(pair, negotiation.holding(shown));
    } else {
      refuse(seat, ErrorCode.HELD_TOO_MUCH);
    }
  }

  private void mediaConnected(Seat seat, ClientMessage.MediaConnected connected) {
    if (!inCall(connected.with())) {
      refuse(seat, ErrorCode.UNKNOWN_RECIPIENT);
    } else if (!seat.mediaReported()) {
      room = room.with(seat.reported(connected.tier()));
      effects.add(new Report(RoomEvent.Type.MEDIA_CONNECTED, seat, connected.tier(), null));
    }
  }

  private void quality(Seat seat, ClientMessage.Quality quality) {
    tellOthers(seat, new ServerMessage.QualityFrom(seat.session(), quality));
    if (quality.tier() != seat.tier()) {
      room = room.with(seat.tier(quality.tier()));
      @Nullable String reason = quality.reason() == null ? null : quality.reason().wireName();
      effects.add(new Report(RoomEvent.Type.QUALITY, seat, quality.tier(), reason));
    }
  }

  private void admit(Seat seat, String session) {
    Optional<Seat> knocker = knocker(seat, session);
    if (knocker.isPresent()) {
      letIn(knocker.get());
    }
  }

  private void letIn(Seat knocker) {
    room = room.without(knocker);
    knockEnded(knocker);
    Seat admitted = knocker.admittedAs(Admission.ADMITTED);
    takePlace(admitted);
    ServerMessage.Roster roster = room.rosterFor(admitted);
    if (roster != null) {
      effects.add(new LetIn(admitted.session(), roster));
    }
  }

  private void turnAway(Seat seat, String session) {
    knocker(seat, session)
        .ifPresent(knocker -> {
          room = room.without(knocker);
          knockEnded(knocker);
          effects.add(new End(knocker.session(), CloseReason.NOT_ADMITTED));
        });
  }

  private Optional<Seat> knocker(Seat seat, String session) {
    if (!seat.admits()) {
      refuse(seat, ErrorCode.NOT_ALLOWED);
      return Optional.empty();
    }
    Optional<Seat> knocker =
        room.seat(session).filter(found -> found.admission() == Admission.KNOCKING);
    if (knocker.isEmpty()) {
      refuse(seat, ErrorCode.UNKNOWN_RECIPIENT);
    }
    return knocker;
  }

  private void hangUp(Seat seat) {
    if (!seat.admits()) {
      refuse(seat, ErrorCode.NOT_ALLOWED);
      return;
    }
    for (Seat each : List.copyOf(room.seats().values())) {
      gone(each, LeaveReason.ENDED);
      effects.add(new End(each.session(), CloseReason.ENDED));
    }
  }

  private void gone(Seat seat, LeaveReason reason) {
    room = room.without(seat);
    switch (seat.admission()) {
      case ADMITTED -> {
        tellOthers(seat, new ServerMessage.Left(seat.session(), reason));
        report(RoomEvent.Type.LEFT, seat, reason);
      }
      case KNOCKING -> knockEnded(seat);
      case STANDING_BY -> {}
    }
    room.rings().values().stream()
        .filter(ring -> ring.inviter().equals(seat.session()))
        .forEach(ring -> endRing(ring, InvitationOutcome.CANCELLED));
  }

  private void online(Seat seat, boolean online, boolean missed) {
    room = room.with(seat.online(online));
    if (seat.inCall()) {
      tellOthers(seat, new ServerMessage.Presence(seat.session(), online, missed));
    }
  }

  private void invited(Seat seat, ClientMessage.Invite invite) {
    if (room.rings().size() >= Limits.INVITATIONS_MAX
        || room.rings().containsKey(invite.invitation())) {
      refuse(seat, ErrorCode.NOT_ALLOWED);
      return;
    }
    Ring ring =
        new Ring(
            invite.invitation(),
            seat.session(),
            invite.person(),
            nowMillis + invite.ttlSeconds() * 1000);
    room = room.with(ring);
    room.standingBy(ring.person()).forEach(device -> mail(device, ringing(ring)));
  }

  private ServerMessage.Ringing ringing(Ring ring) {
    Seat inviter = room.seats().get(ring.inviter());
    if (inviter == null) {
      throw new IllegalStateException("a ring outlived its inviter");
    }
    return new ServerMessage.Ringing(
        ring.invitation(),
        inviter.name(),
        inviter.role(),
        Math.max(0, (ring.untilMillis() - nowMillis) / 1000));
  }

  private void accepted(Seat seat, String invitation) {
    ringFor(seat, invitation)
        .ifPresent(ring -> {
          Seat inviter = room.seats().get(ring.inviter());
          boolean welcome = seat.trusted() || (inviter != null && inviter.admits());
          answer(ring, seat, InvitationOutcome.ACCEPTED);
          if (welcome) {
            letIn(seat);
          } else {
            room = room.without(seat);
            entered(seat.admittedAs(Admission.KNOCKING));
          }
        });
  }

  private void declined(Seat seat, String invitation) {
    ringFor(seat, invitation).ifPresent(ring -> answer(ring, seat, InvitationOutcome.DECLINED));
  }

  private Optional<Ring> ringFor(Seat seat, String invitation) {
    Optional<Ring> ring =
        Optional.ofNullable(room.rings().get(invitation))
            .filter(found ->
                seat.admission() == Admission.STANDING_BY && found.person().equals(seat.person()));
    if (ring.isEmpty()) {
      refuse(seat, ErrorCode.UNKNOWN_INVITATION);
    }
    return ring;
  }

  private void answer(Ring ring, Seat device, InvitationOutcome outcome) {
    room = room.without(ring);
    var elsewhere =
        outcome == InvitationOutcome.ACCEPTED
            ? InvitationOutcome.ANSWERED_ELSEWHERE
            : InvitationOutcome.DECLINED_ELSEWHERE;
    room.seat(ring.inviter())
        .ifPresent(
            inviter -> mail(inviter, new ServerMessage.Invitation(ring.invitation(), outcome)));
    room.standingBy(ring.person())
        .filter(other -> !other.session().equals(device.session()))
        .forEach(other -> mail(other, new ServerMessage.Invitation(ring.invitation(), elsewhere)));
  }

  private void cancelled(Seat seat, String invitation) {
    Ring ring = room.rings().get(invitation);
    if (ring == null || !ring.inviter().equals(seat.session())) {
      refuse(seat, ErrorCode.UNKNOWN_INVITATION);
      return;
    }
    endRing(ring, InvitationOutcome.CANCELLED);
  }

  private void timePassed() {
    for (Ring ring : List.copyOf(room.rings().values())) {
      if (ring.untilMillis() <= nowMillis) {
        room.seat(ring.inviter())
            .ifPresent(inviter ->
                mail(
                    inviter,
                    new ServerMessage.Invitation(ring.invitation(), InvitationOutcome.EXPIRED)));
        endRing(ring, InvitationOutcome.EXPIRED);
      }
    }
  }

  private void endRing(Ring ring, InvitationOutcome outcome) {
    room = room.without(ring);
    room.standingBy(ring.person())
        .forEach(device -> mail(device, new ServerMessage.Invitation(ring.invitation(), outcome)));
  }

  private void knockEnded(Seat knocker) {
    if (knocker.admission() == Admission.KNOCKING) {
      room.admitters()
          .forEach(admitter -> mail(admitter, new ServerMessage.KnockEnded(knocker.session())));
    }
  }

  private void relay(Seat from, String to, ServerMessage.Mailed message) {
    if (inCall(to)) {
      effects.add(new Mail(to, message));
    } else {
      refuse(from, ErrorCode.UNKNOWN_RECIPIENT);
    }
  }

  private boolean inCall(String session) {
    return room.seat(session).filter(Seat::inCall).isPresent();
  }

  private void tellOthers(Seat self, ServerMessage.Mailed message) {
    room.others(self).forEach(other -> mail(other, message));
  }

  private void mail(Seat to, ServerMessage.Mailed message) {
    effects.add(new Mail(to.session(), message));
  }

  private void refuse(Seat seat, ErrorCode code) {
    effects.add(new Refuse(seat.session(), code));
  }

  private void report(RoomEvent.Type type, Seat seat, LeaveReason reason) {
    effects.add(new Report(type, seat, null, reason.wireName()));
  }
}
