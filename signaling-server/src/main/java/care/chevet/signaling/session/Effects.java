package care.chevet.signaling.session;

import care.chevet.signaling.event.RoomEvent;
import care.chevet.signaling.protocol.FrameWriter;
import care.chevet.signaling.protocol.ServerMessage;
import care.chevet.signaling.room.RoomEffect;
import care.chevet.signaling.room.RoomInput;
import care.chevet.signaling.room.RoomRules;
import care.chevet.signaling.room.Seat;
import care.chevet.signaling.room.Step;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives a room an input and carries out what it wants done. */
final class Effects {
  private final InstantSource clock;
  private final Entrance entrance;

  Effects(InstantSource clock, Entrance entrance) {
    this.clock = clock;
    this.entrance = entrance;
  }

  /** What an input led to beyond the room and its sessions. */
  record Outcome(List<RoomEffect.Refuse> refusals, List<RoomEvent> events) {}

  Outcome apply(KeptRoom room, RoomInput input) {
    Step step = RoomRules.step(room.state, input, clock.millis());
    room.state = step.room();
    Written written = new Written();
    List<RoomEffect.Refuse> refusals = new ArrayList<>(0);
    List<RoomEvent> events = new ArrayList<>(0);
    for (RoomEffect effect : step.effects()) {
      switch (effect) {
        case RoomEffect.Mail mail -> mail(room, mail.to(), mail.message(), written);
        case RoomEffect.LetIn letIn ->
            mail(room, letIn.to(), entrance.admitted(room.state, letIn), written);
        case RoomEffect.SendOnce once -> {
          Session session = room.sessions.get(once.to());
          if (session != null) {
            session.sendOnce(once.message());
          }
        }
        case RoomEffect.Refuse refuse -> refusals.add(refuse);
        case RoomEffect.End end -> {
          Session session = room.sessions.remove(end.session());
          if (session != null) {
            room.untouch(session);
            session.pump(clock.millis());
            session.close(end.reason());
          }
        }
        case RoomEffect.Report report -> events.add(event(report));
      }
    }
    return new Outcome(refusals, events);
  }

  private void mail(KeptRoom room, String to, ServerMessage.Mailed message, Written written) {
    Session session = room.sessions.get(to);
    if (session != null) {
      session.mailbox.add(message, written.body(message), clock.millis());
      room.touch(session);
    }
  }

  private RoomEvent event(RoomEffect.Report report) {
    Seat seat = report.seat();
    return new RoomEvent(
        UUID.randomUUID(),
        report.type(),
        clock.instant(),
        seat.session(),
        seat.person(),
        seat.role(),
        report.tier() == null ? null : report.tier().wireName(),
        report.reason());
  }

  /** The last message written, so that one that goes to many is written once. */
  private static final class Written {
    private ServerMessage.@Nullable Mailed message;
    private byte[] body = {};

    @SuppressWarnings(
        "ReferenceEquality") // Comparing descriptions would cost more than writing one.
    byte[] body(ServerMessage.Mailed next) {
      if (message != next) {
        message = next;
        body = FrameWriter.body(next);
      }
      return body;
    }
  }
}
