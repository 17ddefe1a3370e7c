package care.chevet.signaling.room;

import care.chevet.signaling.event.RoomEvent;
import care.chevet.signaling.protocol.ErrorCode;
import care.chevet.signaling.protocol.LeaveReason;
import care.chevet.signaling.protocol.ServerMessage;
import care.chevet.signaling.room.RoomEffect.Mail;
import care.chevet.signaling.room.RoomEffect.Refuse;
import care.chevet.signaling.room.RoomEffect.Report;
import java.util.ArrayList;
import java.util.List;

/** One input on its way through the rules: the room as it stands and the effects so far. */
final class Turn {
  private final List<RoomEffect> effects = new ArrayList<>(4);
  final long nowMillis;
  Room room;

  Turn(Room room, long nowMillis) {
    this.room = room;
    this.nowMillis = nowMillis;
  }

  Step step() {
    return new Step(room, effects);
  }

  boolean inCall(String session) {
    return room.seat(session).filter(Seat::inCall).isPresent();
  }

  void add(RoomEffect effect) {
    effects.add(effect);
  }

  void mail(Seat to, ServerMessage.Mailed message) {
    mail(to.session(), message);
  }

  void mail(String to, ServerMessage.Mailed message) {
    effects.add(new Mail(to, message));
  }

  void tellOthers(Seat self, ServerMessage.Mailed message) {
    room.others(self).forEach(other -> mail(other, message));
  }

  void refuse(Seat seat, ErrorCode code) {
    effects.add(new Refuse(seat.session(), code));
  }

  void reportLeft(Seat seat, LeaveReason reason) {
    effects.add(new Report(RoomEvent.Type.LEFT, seat, null, reason.wireName()));
  }
}
