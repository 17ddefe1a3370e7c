package care.chevet.signaling.room;

import care.chevet.signaling.protocol.Admission;
import care.chevet.signaling.protocol.ClientMessage;
import care.chevet.signaling.protocol.ErrorCode;
import care.chevet.signaling.protocol.InvitationOutcome;
import care.chevet.signaling.protocol.Limits;
import care.chevet.signaling.protocol.ServerMessage;
import java.util.List;
import java.util.Optional;

/** Invitations that ring at the devices of a person who stands by. */
final class Ringing {
  private Ringing() {}

  static void invite(Turn turn, Seat seat, ClientMessage.Invite invite) {
    if (turn.room.rings().size() >= Limits.INVITATIONS_MAX
        || turn.room.rings().containsKey(invite.invitation())) {
      turn.refuse(seat, ErrorCode.NOT_ALLOWED);
      return;
    }
    Ring ring =
        new Ring(
            invite.invitation(),
            seat.session(),
            invite.person(),
            turn.nowMillis + invite.ttlSeconds() * 1000);
    turn.room = turn.room.with(ring);
    turn.room.standingBy(ring.person()).forEach(device -> turn.mail(device, ringing(turn, ring)));
  }

  /** Rings a device that has just begun to stand by. */
  static void ringAt(Turn turn, Seat device) {
    turn.room.rings().values().stream()
        .filter(ring -> ring.person().equals(device.person()))
        .forEach(ring -> turn.mail(device, ringing(turn, ring)));
  }

  static void accept(Turn turn, Seat seat, String invitation) {
    ringFor(turn, seat, invitation)
        .ifPresent(ring -> {
          Seat inviter = turn.room.seats().get(ring.inviter());
          boolean welcome = seat.trusted() || (inviter != null && inviter.admits());
          answer(turn, ring, seat, InvitationOutcome.ACCEPTED);
          if (welcome) {
            Lobby.letIn(turn, seat);
          } else {
            turn.room = turn.room.without(seat);
            Lobby.enter(turn, seat.admittedAs(Admission.KNOCKING));
          }
        });
  }

  static void decline(Turn turn, Seat seat, String invitation) {
    ringFor(turn, seat, invitation)
        .ifPresent(ring -> answer(turn, ring, seat, InvitationOutcome.DECLINED));
  }

  static void cancel(Turn turn, Seat seat, String invitation) {
    Ring ring = turn.room.rings().get(invitation);
    if (ring == null || !ring.inviter().equals(seat.session())) {
      turn.refuse(seat, ErrorCode.UNKNOWN_INVITATION);
      return;
    }
    end(turn, ring, InvitationOutcome.CANCELLED);
  }

  static void inviterGone(Turn turn, Seat inviter) {
    turn.room.rings().values().stream()
        .filter(ring -> ring.inviter().equals(inviter.session()))
        .forEach(ring -> end(turn, ring, InvitationOutcome.CANCELLED));
  }

  static void timePassed(Turn turn) {
    for (Ring ring : List.copyOf(turn.room.rings().values())) {
      if (ring.untilMillis() <= turn.nowMillis) {
        turn.room
            .seat(ring.inviter())
            .ifPresent(inviter ->
                turn.mail(
                    inviter,
                    new ServerMessage.Invitation(ring.invitation(), InvitationOutcome.EXPIRED)));
        end(turn, ring, InvitationOutcome.EXPIRED);
      }
    }
  }

  private static ServerMessage.Ringing ringing(Turn turn, Ring ring) {
    Seat inviter = turn.room.seats().get(ring.inviter());
    if (inviter == null) {
      throw new IllegalStateException("a ring outlived its inviter");
    }
    return new ServerMessage.Ringing(
        ring.invitation(),
        inviter.name(),
        inviter.role(),
        Math.max(0, (ring.untilMillis() - turn.nowMillis) / 1000));
  }

  private static Optional<Ring> ringFor(Turn turn, Seat seat, String invitation) {
    Optional<Ring> ring =
        Optional.ofNullable(turn.room.rings().get(invitation))
            .filter(found ->
                seat.admission() == Admission.STANDING_BY && found.person().equals(seat.person()));
    if (ring.isEmpty()) {
      turn.refuse(seat, ErrorCode.UNKNOWN_INVITATION);
    }
    return ring;
  }

  private static void answer(Turn turn, Ring ring, Seat device, InvitationOutcome outcome) {
    turn.room = turn.room.without(ring);
    var elsewhere =
        outcome == InvitationOutcome.ACCEPTED
            ? InvitationOutcome.ANSWERED_ELSEWHERE
            : InvitationOutcome.DECLINED_ELSEWHERE;
    turn.room
        .seat(ring.inviter())
        .ifPresent(inviter ->
            turn.mail(inviter, new ServerMessage.Invitation(ring.invitation(), outcome)));
    turn.room
        .standingBy(ring.person())
        .filter(other -> !other.session().equals(device.session()))
        .forEach(
            other -> turn.mail(other, new ServerMessage.Invitation(ring.invitation(), elsewhere)));
  }

  private static void end(Turn turn, Ring ring, InvitationOutcome outcome) {
    turn.room = turn.room.without(ring);
    turn.room
        .standingBy(ring.person())
        .forEach(
            device -> turn.mail(device, new ServerMessage.Invitation(ring.invitation(), outcome)));
  }
}
