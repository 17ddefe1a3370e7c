package care.chevet.signaling.room;

import care.chevet.signaling.protocol.ClientMessage;
import care.chevet.signaling.protocol.ErrorCode;
import care.chevet.signaling.protocol.Sdp;
import care.chevet.signaling.protocol.ServerMessage;
import care.chevet.signaling.room.Negotiation.Pair;
import care.chevet.signaling.room.RoomEffect.SendOnce;

/** What one in the call sends to one other in the call. */
final class Relaying {
  private Relaying() {}

  static void description(Turn turn, Seat seat, ClientMessage.Description message) {
    if (!turn.inCall(message.to())) {
      turn.refuse(seat, ErrorCode.UNKNOWN_RECIPIENT);
      return;
    }
    ClientMessage.Description shown = turn.room.relayOnly() ? Sdp.relayedOnly(message) : message;
    Pair pair = new Pair(seat.session(), message.to());
    Negotiation before = turn.room.negotiation(pair);
    Negotiation after = before.after(message.pc(), message.negotiation());
    turn.mail(message.to(), new ServerMessage.DescriptionFrom(seat.session(), shown));
    before.held().stream()
        .filter(after::mayPass)
        .forEach(batch ->
            turn.mail(message.to(), new ServerMessage.CandidatesFrom(seat.session(), batch)));
    turn.room = turn.room.with(pair, after);
  }

  static void candidates(Turn turn, Seat seat, ClientMessage.Candidates message) {
    if (!turn.inCall(message.to())) {
      turn.refuse(seat, ErrorCode.UNKNOWN_RECIPIENT);
      return;
    }
    ClientMessage.Candidates shown = turn.room.relayOnly() ? Sdp.relayedOnly(message) : message;
    if (shown.candidates().isEmpty()) {
      return;
    }
    Pair pair = new Pair(seat.session(), message.to());
    Negotiation negotiation = turn.room.negotiation(pair);
    if (negotiation.mayPass(shown)) {
      turn.mail(message.to(), new ServerMessage.CandidatesFrom(seat.session(), shown));
    } else if (negotiation.hasRoomFor(shown)) {
      turn.room = turn.room.with(pair, negotiation.holding(shown));
    } else {
      turn.refuse(seat, ErrorCode.HELD_TOO_MUCH);
    }
  }

  static void tier(Turn turn, Seat seat, ClientMessage.RequestedTier tier) {
    if (turn.inCall(tier.to())) {
      turn.mail(tier.to(), new ServerMessage.TierFrom(seat.session(), tier.label(), tier.tier()));
    } else {
      turn.refuse(seat, ErrorCode.UNKNOWN_RECIPIENT);
    }
  }

  static void statistics(Turn turn, Seat seat, ClientMessage.Statistics statistics) {
    if (turn.inCall(statistics.to())) {
      turn.add(
          new SendOnce(
              statistics.to(), new ServerMessage.StatisticsFrom(seat.session(), statistics)));
    }
  }
}
