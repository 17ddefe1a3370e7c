package care.chevet.signaling.session;

import care.chevet.signaling.protocol.ClientFrame;
import care.chevet.signaling.protocol.ClientMessage;
import care.chevet.signaling.protocol.ClientMessage.Numbered;
import care.chevet.signaling.protocol.CloseReason;
import care.chevet.signaling.protocol.ErrorCode;
import care.chevet.signaling.protocol.ServerMessage;
import care.chevet.signaling.room.RoomInput;
import care.chevet.signaling.room.Seat;
import org.jspecify.annotations.Nullable;

/**
 * What a session says, in order and at a bearable rate, turned into inputs of its room. A seq is
 * noted in the same step as the fan-out of its message.
 */
final class Hearing {
  private final Inputs inputs;
  private final Entrance entrance;

  /** Takes the inputs. */
  interface Inputs {
    void step(Session session, RoomInput input, @Nullable String inReplyTo);

    /** A session is worth writing down although its room was told nothing. */
    void changed(Session session);
  }

  Hearing(Inputs inputs, Entrance entrance) {
    this.inputs = inputs;
    this.entrance = entrance;
  }

  void heard(Session session, Outlet outlet, ClientFrame frame, long nowMillis) {
    session.secret.confirmed();
    if (!session.frames.take(nowMillis)) {
      outlet.close(CloseReason.RATE_LIMITED);
      return;
    }
    switch (frame) {
      case ClientFrame.Unreadable _ -> outlet.close(CloseReason.PROTOCOL_ERROR);
      case ClientFrame.Refused refused -> {
        acknowledged(session, refused.ack());
        if (refused.seq() == ClientFrame.ABSENT
            || inOrder(session, refused.seq(), refused.id(), nowMillis)) {
          session.sendDirect(new ServerMessage.Problem(refused.code(), null, null), refused.id());
          inputs.changed(session);
        }
      }
      case ClientFrame.Understood understood -> {
        acknowledged(session, understood.ack());
        understood(session, understood, outlet, nowMillis);
      }
    }
  }

  private void acknowledged(Session session, long offset) {
    if (session.mailbox.acknowledge(offset)) {
      inputs.changed(session);
    }
  }

  private void understood(
      Session session, ClientFrame.Understood frame, Outlet outlet, long nowMillis) {
    switch (frame.message()) {
      case ClientMessage.Hello _, ClientMessage.Resume _ ->
          outlet.close(CloseReason.PROTOCOL_ERROR);
      case ClientMessage.Ack _ -> {}
      case ClientMessage.Ping _ -> session.sendDirect(new ServerMessage.Pong(), frame.id());
      case ClientMessage.Ice _ -> freshIce(session, frame.id());
      case ClientMessage.Statistics statistics ->
          inputs.step(session, new RoomInput.Said(session.id, statistics), null);
      case Numbered message -> numbered(session, frame, message, nowMillis);
    }
  }

  private void numbered(
      Session session, ClientFrame.Understood frame, Numbered message, long nowMillis) {
    if (frame.seq() == session.handledSeq + 1) {
      long waitMillis = session.limits.waitMillis(message, nowMillis);
      if (waitMillis == 0 && !session.room.messages.take(nowMillis)) {
        waitMillis = session.room.messages.waitMillis(nowMillis);
      }
      if (waitMillis > 0) {
        // What follows would be a gap; one answer is enough for all of it.
        session.gapTold = true;
        session.sendDirect(
            new ServerMessage.Problem(ErrorCode.RATE_LIMITED, waitMillis, session.handledSeq + 1),
            frame.id());
        return;
      }
    }
    if (inOrder(session, frame.seq(), frame.id(), nowMillis)) {
      inputs.changed(session);
      inputs.step(session, new RoomInput.Said(session.id, message), frame.id());
    }
  }

  /** Notes the seq if it is the next one; answers a gap once and drops what came before. */
  private static boolean inOrder(Session session, long seq, @Nullable String id, long nowMillis) {
    long expected = session.handledSeq + 1;
    if (seq == expected) {
      session.handledSeq = seq;
      session.gapTold = false;
      session.owesAck(nowMillis);
      return true;
    }
    if (seq > expected && !session.gapTold) {
      session.gapTold = true;
      session.sendDirect(new ServerMessage.Problem(ErrorCode.SEQ_GAP, null, expected), id);
    } else if (seq < expected) {
      session.owesAck(nowMillis);
    }
    return false;
  }

  private void freshIce(Session session, @Nullable String id) {
    boolean inCall = session.room.state.seat(session.id).filter(Seat::inCall).isPresent();
    session.sendDirect(
        inCall
            ? entrance.freshIce(session)
            : new ServerMessage.Problem(ErrorCode.NOT_ADMITTED, null, null),
        id);
  }
}
