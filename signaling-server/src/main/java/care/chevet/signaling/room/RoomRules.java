package care.chevet.signaling.room;

import care.chevet.signaling.event.RoomEvent;
import care.chevet.signaling.protocol.ClientMessage;
import care.chevet.signaling.protocol.ErrorCode;
import care.chevet.signaling.protocol.LeaveReason;
import care.chevet.signaling.protocol.ServerMessage;
import care.chevet.signaling.room.RoomEffect.Report;
import org.jspecify.annotations.Nullable;

/** The rules of a room: a state and an input give a new state and effects, and nothing else. */
public final class RoomRules {
  private RoomRules() {}

  public static Step step(Room room, RoomInput input, long nowMillis) {
    Turn turn = new Turn(room, nowMillis);
    switch (input) {
      case RoomInput.Entered entered -> Lobby.enter(turn, entered.seat());
      case RoomInput.Said said ->
          room.seat(said.session()).ifPresent(seat -> said(turn, seat, said.message()));
      case RoomInput.SocketLost lost ->
          room.seat(lost.session()).ifPresent(seat -> Lobby.online(turn, seat, false, false));
      case RoomInput.SocketBack back ->
          room.seat(back.session())
              .ifPresent(seat -> Lobby.online(turn, seat, true, back.missed()));
      case RoomInput.Expired expired ->
          room.seat(expired.session()).ifPresent(seat -> Lobby.gone(turn, seat, LeaveReason.LOST));
      case RoomInput.Barred barred -> Lobby.bar(turn, barred.person());
      case RoomInput.TimePassed _ -> Ringing.timePassed(turn);
    }
    return turn.step();
  }

  private static void said(Turn turn, Seat seat, ClientMessage message) {
    switch (message) {
      case ClientMessage.Accept accept -> Ringing.accept(turn, seat, accept.invitation());
      case ClientMessage.Decline decline -> Ringing.decline(turn, seat, decline.invitation());
      case ClientMessage.Leave leave -> Lobby.leave(turn, seat, leave.reason());
      case ClientMessage inCall when !seat.inCall() -> {
        if (!(inCall instanceof ClientMessage.Statistics)) {
          turn.refuse(seat, ErrorCode.NOT_ADMITTED);
        }
      }
      case ClientMessage.Description description -> Relaying.description(turn, seat, description);
      case ClientMessage.Candidates candidates -> Relaying.candidates(turn, seat, candidates);
      case ClientMessage.RequestedTier tier -> Relaying.tier(turn, seat, tier);
      case ClientMessage.Statistics statistics -> Relaying.statistics(turn, seat, statistics);
      case ClientMessage.Media media -> {
        turn.room = turn.room.with(seat.media(media.media()));
        turn.tellOthers(seat, new ServerMessage.MediaFrom(seat.session(), media.media()));
      }
      case ClientMessage.MediaConnected connected -> mediaConnected(turn, seat, connected);
      case ClientMessage.Quality quality -> quality(turn, seat, quality);
      case ClientMessage.Admit admit -> Lobby.admit(turn, seat, admit.session());
      case ClientMessage.Refuse refuse -> Lobby.turnAway(turn, seat, refuse.session());
      case ClientMessage.HangUp _ -> Lobby.hangUp(turn, seat);
      case ClientMessage.Invite invite -> Ringing.invite(turn, seat, invite);
      case ClientMessage.Cancel cancel -> Ringing.cancel(turn, seat, cancel.invitation());
      case ClientMessage.Hello _,
          ClientMessage.Resume _,
          ClientMessage.Ack _,
          ClientMessage.Ping _,
          ClientMessage.Ice _ ->
          throw new IllegalArgumentException("no concern of a room: " + message.getClass());
    }
  }

  private static void mediaConnected(Turn turn, Seat seat, ClientMessage.MediaConnected connected) {
    if (!turn.inCall(connected.with())) {
      turn.refuse(seat, ErrorCode.UNKNOWN_RECIPIENT);
    } else if (!seat.told().media()) {
      turn.room = turn.room.with(seat.told(seat.told().mediaFlows(connected.tier())));
      turn.add(new Report(RoomEvent.Type.MEDIA_CONNECTED, seat, connected.tier(), null));
    }
  }

  private static void quality(Turn turn, Seat seat, ClientMessage.Quality quality) {
    turn.tellOthers(seat, new ServerMessage.QualityFrom(seat.session(), quality));
    if (quality.tier() != seat.told().tier()) {
      turn.room = turn.room.with(seat.told(seat.told().tier(quality.tier())));
      @Nullable String reason = quality.reason() == null ? null : quality.reason().wireName();
      turn.add(new Report(RoomEvent.Type.QUALITY, seat, quality.tier(), reason));
    }
  }
}
