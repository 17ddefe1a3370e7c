package care.chevet.signaling.room;

import care.chevet.signaling.event.RoomEvent;
import care.chevet.signaling.protocol.Admission;
import care.chevet.signaling.protocol.CloseReason;
import care.chevet.signaling.protocol.ErrorCode;
import care.chevet.signaling.protocol.LeaveReason;
import care.chevet.signaling.protocol.ServerMessage;
import care.chevet.signaling.room.RoomEffect.End;
import care.chevet.signaling.room.RoomEffect.LetIn;
import care.chevet.signaling.room.RoomEffect.Report;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who comes in, who waits, who goes. */
final class Lobby {
  private Lobby() {}

  static void enter(Turn turn, Seat seat) {
    switch (seat.admission()) {
      case ADMITTED -> takePlace(turn, seat);
      case KNOCKING -> {
        replaceKnocker(turn, seat);
        turn.room = turn.room.with(seat);
        turn.room.admitters().forEach(admitter -> turn.mail(admitter, seat.knock()));
      }
      case STANDING_BY -> {
        turn.room = turn.room.with(seat);
        Ringing.ringAt(turn, seat);
      }
    }
  }

  static void admit(Turn turn, Seat seat, String session) {
    knocker(turn, seat, session).ifPresent(knocker -> letIn(turn, knocker));
  }

  static void turnAway(Turn turn, Seat seat, String session) {
    knocker(turn, seat, session)
        .ifPresent(knocker -> {
          turn.room = turn.room.without(knocker);
          knockEnded(turn, knocker);
          turn.add(new End(knocker.session(), CloseReason.NOT_ADMITTED));
        });
  }

  static void letIn(Turn turn, Seat knocker) {
    turn.room = turn.room.without(knocker);
    knockEnded(turn, knocker);
    Seat admitted = knocker.admittedAs(Admission.ADMITTED);
    takePlace(turn, admitted);
    ServerMessage.Roster roster = turn.room.rosterFor(admitted);
    if (roster != null) {
      turn.add(new LetIn(admitted.session(), roster));
    }
  }

  static void leave(Turn turn, Seat seat, LeaveReason reason) {
    gone(turn, seat, reason);
    turn.add(new End(seat.session(), CloseReason.LEFT));
  }

  static void hangUp(Turn turn, Seat seat) {
    if (!seat.admits()) {
      turn.refuse(seat, ErrorCode.NOT_ALLOWED);
      return;
    }
    for (Seat each : List.copyOf(turn.room.seats().values())) {
      gone(turn, each, LeaveReason.ENDED);
      turn.add(new End(each.session(), CloseReason.ENDED));
    }
  }

  static void bar(Turn turn, String person) {
    for (Seat each : List.copyOf(turn.room.seats().values())) {
      if (each.person().equals(person)) {
        gone(turn, each, LeaveReason.NOT_ADMITTED);
        turn.add(new End(each.session(), CloseReason.NOT_ADMITTED));
      }
    }
  }

  static void gone(Turn turn, Seat seat, LeaveReason reason) {
    turn.room = turn.room.without(seat);
    switch (seat.admission()) {
      case ADMITTED -> {
        turn.tellOthers(seat, new ServerMessage.Left(seat.session(), reason));
        turn.reportLeft(seat, reason);
      }
      case KNOCKING -> knockEnded(turn, seat);
      case STANDING_BY -> {}
    }
    Ringing.inviterGone(turn, seat);
  }

  static void online(Turn turn, Seat seat, boolean online, boolean missed) {
    turn.room = turn.room.with(seat.online(online));
    if (seat.inCall()) {
      turn.tellOthers(seat, new ServerMessage.Presence(seat.session(), online, missed));
    }
  }

  /** Puts a seat into the call in place of any other of the same participant. */
  private static void takePlace(Turn turn, Seat seat) {
    replaceKnocker(turn, seat);
    Optional<Seat> replaced =
        turn.room.others(seat).filter(other -> other.sameParticipant(seat)).findFirst();
    replaced.ifPresent(old -> {
      turn.room = turn.room.without(old);
      turn.add(new End(old.session(), CloseReason.SUPERSEDED));
      turn.reportLeft(old, LeaveReason.REPLACED);
    });
    turn.room = turn.room.with(seat);
    @Nullable String replaces = replaced.map(Seat::session).orElse(null);
    turn.room
        .others(seat)
        .forEach(other -> turn.mail(other, new ServerMessage.Joined(seat.seenBy(other), replaces)));
    turn.add(new Report(RoomEvent.Type.JOINED, seat, null, null));
  }

  private static void replaceKnocker(Turn turn, Seat seat) {
    turn.room
        .knockers()
        .filter(other -> other.sameParticipant(seat) && !other.session().equals(seat.session()))
        .forEach(old -> {
          turn.add(new End(old.session(), CloseReason.SUPERSEDED));
          knockEnded(turn, old);
          turn.room = turn.room.without(old);
        });
  }

  private static Optional<Seat> knocker(Turn turn, Seat seat, String session) {
    if (!seat.admits()) {
      turn.refuse(seat, ErrorCode.NOT_ALLOWED);
      return Optional.empty();
    }
    Optional<Seat> knocker =
        turn.room.seat(session).filter(found -> found.admission() == Admission.KNOCKING);
    if (knocker.isEmpty()) {
      turn.refuse(seat, ErrorCode.UNKNOWN_RECIPIENT);
    }
    return knocker;
  }

  private static void knockEnded(Turn turn, Seat knocker) {
    if (knocker.admission() == Admission.KNOCKING) {
      turn.room
          .admitters()
          .forEach(
              admitter -> turn.mail(admitter, new ServerMessage.KnockEnded(knocker.session())));
    }
  }
}
