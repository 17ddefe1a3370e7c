package care.chevet.signaling.session;

import care.chevet.signaling.protocol.Admission;
import care.chevet.signaling.protocol.ClientMessage.Hello;
import care.chevet.signaling.protocol.IcePolicy;
import care.chevet.signaling.protocol.ResumeOutcome;
import care.chevet.signaling.protocol.ServerMessage;
import care.chevet.signaling.room.Bearer;
import care.chevet.signaling.room.Room;
import care.chevet.signaling.room.RoomEffect;
import care.chevet.signaling.room.Seat;
import care.chevet.signaling.ticket.ReentryClaims;
import care.chevet.signaling.ticket.Ticket;
import care.chevet.signaling.turn.TurnRelay;
import java.security.SecureRandom;
import java.util.HexFormat;

/** What somebody gets who comes in: a seat, a greeting, relay credentials, a re-entry claim. */
public final class Entrance {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SESSION_ID_BYTES = 8;

  private final TurnRelay relay;
  private final ReentryClaims reentry;

  public Entrance(TurnRelay relay, ReentryClaims reentry) {
    this.relay = relay;
    this.reentry = reentry;
  }

  Room emptyRoom(String id) {
    return Room.empty(id, relay.policy() == IcePolicy.RELAY);
  }

  static String newSessionId() {
    byte[] random = new byte[SESSION_ID_BYTES];
    RANDOM.nextBytes(random);
    return "s-" + HexFormat.of().formatHex(random);
  }

  Seat seat(Ticket ticket, Hello hello, String session) {
    boolean trusted =
        ticket.admitted()
            || (hello.reentry() != null
                && reentry.holds(hello.reentry(), ticket.room(), ticket.person(), ticket.role()));
    Admission admission =
        hello.standby() ? Admission.STANDING_BY : trusted ? Admission.ADMITTED : Admission.KNOCKING;
    return Seat.taken(
        session,
        new Bearer(
            ticket.person(),
            ticket.name(),
            ticket.role(),
            hello.instance(),
            trusted,
            ticket.admits()),
        admission);
  }

  ServerMessage.Welcome welcome(Session session, ResumeOutcome outcome, String secret) {
    Room room = session.room.state;
    Seat seat = room.seat(session.id).orElseThrow();
    return new ServerMessage.Welcome(
        session.handledSeq,
        room.id(),
        session.id,
        secret,
        session.mailbox.epoch(),
        outcome == ResumeOutcome.FULL ? session.sentOffset() : 0,
        session.generation,
        outcome,
        seat.admission(),
        seat.self(),
        outcome == ResumeOutcome.FULL ? null : room.rosterFor(seat),
        seat.inCall() ? relay.serversFor(session.id) : null,
        seat.inCall() ? reentry.make(room.id(), seat.person(), seat.role()) : null);
  }

  ServerMessage.Admitted admitted(Room room, RoomEffect.LetIn letIn) {
    Seat seat = room.seat(letIn.to()).orElseThrow();
    return new ServerMessage.Admitted(
        letIn.roster(),
        relay.serversFor(letIn.to()),
        reentry.make(room.id(), seat.person(), seat.role()));
  }

  ServerMessage.FreshIceServers freshIce(Session session) {
    return new ServerMessage.FreshIceServers(relay.serversFor(session.id));
  }
}
