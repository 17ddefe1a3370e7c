package care.chevet.signaling.session;

import care.chevet.signaling.event.RoomEvent;
import care.chevet.signaling.event.RoomEvents;
import care.chevet.signaling.protocol.Admission;
import care.chevet.signaling.protocol.ClientFrame;
import care.chevet.signaling.protocol.ClientMessage;
import care.chevet.signaling.protocol.ClientMessage.Hello;
import care.chevet.signaling.protocol.ClientMessage.Numbered;
import care.chevet.signaling.protocol.ClientMessage.Resume;
import care.chevet.signaling.protocol.CloseReason;
import care.chevet.signaling.protocol.ErrorCode;
import care.chevet.signaling.protocol.FrameWriter;
import care.chevet.signaling.protocol.IcePolicy;
import care.chevet.signaling.protocol.IceServers;
import care.chevet.signaling.protocol.Limits;
import care.chevet.signaling.protocol.MediaState;
import care.chevet.signaling.protocol.ResumeOutcome;
import care.chevet.signaling.protocol.ServerMessage;
import care.chevet.signaling.room.Room;
import care.chevet.signaling.room.RoomEffect;
import care.chevet.signaling.room.RoomInput;
import care.chevet.signaling.room.RoomRules;
import care.chevet.signaling.room.Seat;
import care.chevet.signaling.room.Step;
import care.chevet.signaling.ticket.ReentryClaims;
import care.chevet.signaling.ticket.Ticket;
import care.chevet.signaling.turn.TurnRelay;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Owner of some of the rooms: it gives them their inputs, applies their effects, and keeps their
 * sessions. One thread calls it, so that the seq of a message is noted in the same step as its
 * fan-out.
 */
public final class RoomKeeper {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SESSION_ID_BYTES = 8;

  private final InstantSource clock;
  private final RoomEvents events;
  private final TurnRelay relay;
  private final ReentryClaims reentry;
  private final Map<String, Room> rooms = new HashMap<>();
  private final Map<String, Session> sessions = new HashMap<>();
  private final List<RoomEffect.Refuse> refusals = new ArrayList<>();

  public RoomKeeper(
      InstantSource clock, RoomEvents events, TurnRelay relay, ReentryClaims reentry) {
    this.clock = clock;
    this.events = events;
    this.relay = relay;
    this.reentry = reentry;
  }

  public int sessionCount() {
    return sessions.size();
  }

  public int roomCount() {
    return rooms.size();
  }

  /** Opens a session for the bearer of a good ticket; empty if the socket was closed instead. */
  public Optional<Session> enter(Ticket ticket, Hello hello, @Nullable String id, Outlet outlet) {
    Room room = room(ticket.room());
    if (room.seats().size() >= Limits.SEATS_MAX) {
      outlet.close(CloseReason.ROOM_FULL);
      return Optional.empty();
    }
    long now = clock.millis();
    Session session = new Session(newSessionId(), ticket.room(), now);
    Optional<Outlet> _ = session.attach(outlet, 0, now);
    sessions.put(session.id, session);
    Seat seat = seat(ticket, hello, session.id);
    Set<Session> touched = new LinkedHashSet<>();
    Room entered = apply(room, new RoomInput.Entered(seat), touched);
    // The welcome goes before anything in the mailbox: a client reads nothing until it has it.
    welcome(session, entered, ResumeOutcome.NONE, session.secret.issue(null), id);
    touched.forEach(each -> each.pump(now));
    return Optional.of(session);
  }

  private Seat seat(Ticket ticket, Hello hello, String session) {
    boolean trusted =
        ticket.admitted()
            || (hello.reentry() != null
                && reentry.holds(hello.reentry(), ticket.room(), ticket.person(), ticket.role()));
    Admission admission =
        hello.standby() ? Admission.STANDING_BY : trusted ? Admission.ADMITTED : Admission.KNOCKING;
    return new Seat(
        session,
        ticket.person(),
        ticket.name(),
        ticket.role(),
        hello.instance(),
        trusted,
        ticket.admits(),
        admission,
        true,
        MediaState.ALL_ON,
        false,
        null);
  }

  /** Takes up a session again; empty if the socket was closed instead. */
  public Optional<Session> resume(Resume claim, @Nullable String id, Outlet outlet) {
    Session session = sessions.get(claim.session());
    if (session == null
        || !session.room.equals(claim.room())
        || !session.secret.matches(claim.secret())
        || claim.seq() < session.handledSeq
        || !sameInstance(claim)) {
      outlet.close(CloseReason.SESSION_LOST);
      return Optional.empty();
    }
    if (claim.attempt() <= session.attempt) {
      // A hello that was late on its way must not take the session from the socket that works.
      outlet.close(CloseReason.SUPERSEDED);
      return Optional.empty();
    }
    long now = clock.millis();
    session.attempt = claim.attempt();
    boolean full = session.mailbox.reaches(claim.epoch(), claim.offset());
    if (full) {
      session.mailbox.acknowledge(claim.offset());
      session.mailbox.dropSupersededCandidates();
    } else {
      session.mailbox.restart();
    }
    session
        .attach(outlet, full ? claim.offset() : 0, now)
        .ifPresent(old -> old.close(CloseReason.SUPERSEDED));
    welcome(
        session,
        room(session.room),
        full ? ResumeOutcome.FULL : ResumeOutcome.SNAPSHOT,
        session.secret.issue(claim.secret()),
        id);
    step(session.room, new RoomInput.SocketBack(session.id, !full));
    session.pump(now);
    return Optional.of(session);
  }

  private boolean sameInstance(Resume claim) {
    return room(claim.room())
        .seat(claim.session())
        .filter(seat -> seat.instance().equals(claim.instance()))
        .isPresent();
  }

  private void welcome(
      Session session,
      Room room,
      ResumeOutcome outcome,
      String secret,
      @Nullable String inReplyTo) {
    Seat seat = room.seat(session.id).orElseThrow();
    boolean inCall = seat.admission() == Admission.ADMITTED;
    session.sendDirect(
        new ServerMessage.Welcome(
            session.handledSeq,
            session.room,
            session.id,
            secret,
            session.mailbox.epoch(),
            outcome == ResumeOutcome.FULL ? session.sentOffset() : 0,
            session.generation,
            outcome,
            seat.admission(),
            seat.self(),
            outcome == ResumeOutcome.FULL ? null : room.rosterFor(seat),
            inCall ? relay.serversFor(session.id) : null,
            inCall ? reentry.make(session.room, seat.person(), seat.role()) : null),
        inReplyTo);
  }

  /** Takes a frame from the socket that owns the session; frames of older sockets are dropped. */
  public void received(Session session, Outlet outlet, ClientFrame frame) {
    if (!session.ownedBy(outlet)) {
      return;
    }
    session.secret.confirmed();
    long now = clock.millis();
    if (!session.frames.take(now)) {
      outlet.close(CloseReason.RATE_LIMITED);
      return;
    }
    switch (frame) {
      case ClientFrame.Unreadable _ -> outlet.close(CloseReason.PROTOCOL_ERROR);
      case ClientFrame.Refused refused -> {
        session.mailbox.acknowledge(refused.ack());
        if (refused.seq() == ClientFrame.ABSENT || inOrder(session, refused.seq(), refused.id())) {
          session.sendDirect(new ServerMessage.Problem(refused.code(), null, null), refused.id());
        }
      }
      case ClientFrame.Understood understood -> {
        session.mailbox.acknowledge(understood.ack());
        understood(session, understood, outlet, now);
      }
    }
  }

  private void understood(
      Session session, ClientFrame.Understood frame, Outlet outlet, long nowMillis) {
    switch (frame.message()) {
      case Hello _, Resume _ -> outlet.close(CloseReason.PROTOCOL_ERROR);
      case ClientMessage.Ack _ -> {}
      case ClientMessage.Ping _ -> session.sendDirect(new ServerMessage.Pong(), frame.id());
      case ClientMessage.Ice _ -> freshIce(session, frame.id());
      case ClientMessage.Statistics statistics ->
          step(session.room, new RoomInput.Said(session.id, statistics));
      case Numbered message -> numbered(session, frame, message, nowMillis);
    }
  }

  private void numbered(
      Session session, ClientFrame.Understood frame, Numbered message, long nowMillis) {
    if (frame.seq() == session.handledSeq + 1) {
      long waitMillis = session.limits.waitMillis(message, nowMillis);
      if (waitMillis > 0) {
        // What follows would be a gap; one answer is enough for all of it.
        session.gapTold = true;
        session.sendDirect(
            new ServerMessage.Problem(ErrorCode.RATE_LIMITED, waitMillis, session.handledSeq + 1),
            frame.id());
        return;
      }
    }
    if (inOrder(session, frame.seq(), frame.id())) {
      step(session.room, new RoomInput.Said(session.id, message), frame.id());
    }
  }

  /** Notes the seq if it is the next one; answers a gap once and drops what came before. */
  private boolean inOrder(Session session, long seq, @Nullable String id) {
    long expected = session.handledSeq + 1;
    if (seq == expected) {
      session.handledSeq = seq;
      session.gapTold = false;
      session.owesAck(clock.millis());
      return true;
    }
    if (seq > expected && !session.gapTold) {
      session.gapTold = true;
      session.sendDirect(new ServerMessage.Problem(ErrorCode.SEQ_GAP, null, expected), id);
    } else if (seq < expected) {
      session.owesAck(clock.millis());
    }
    return false;
  }

  private void freshIce(Session session, @Nullable String id) {
    boolean inCall =
        room(session.room)
            .seat(session.id)
            .filter(seat -> seat.admission() == Admission.ADMITTED)
            .isPresent();
    session.sendDirect(
        inCall
            ? new ServerMessage.FreshIceServers(relay.serversFor(session.id))
            : new ServerMessage.Problem(ErrorCode.NOT_ADMITTED, null, null),
        id);
  }

  /** The socket is gone; the session waits for another one. */
  public void lost(Session session, Outlet outlet) {
    if (session.ownedBy(outlet) && sessions.containsKey(session.id)) {
      session.detach(clock.millis());
      step(session.room, new RoomInput.SocketLost(session.id));
    }
  }

  /** The socket takes more. */
  public void writable(Session session, Outlet outlet) {
    if (session.ownedBy(outlet)) {
      session.pump(clock.millis());
    }
  }

  /** Does what is due because time went on; called a few times a second. */
  public void tick() {
    long now = clock.millis();
    for (Session session : List.copyOf(sessions.values())) {
      if (session.overdue(now)) {
        step(session.room, new RoomInput.Expired(session.id));
        sessions.remove(session.id);
      } else {
        session.tick(now);
      }
    }
    for (Room room : List.copyOf(rooms.values())) {
      if (!room.rings().isEmpty()) {
        step(room.id(), new RoomInput.TimePassed());
      }
    }
  }

  /** Asks every client to come back elsewhere. */
  public void goAway() {
    ServerMessage.GoAway message =
        new ServerMessage.GoAway(Limits.DRAIN_SPREAD.toMillis(), Limits.DRAIN_DEADLINE.toMillis());
    sessions.values().forEach(session -> session.sendDirect(message, null));
  }

  private Room room(String id) {
    Room room = rooms.get(id);
    return room != null ? room : Room.empty(id, relay.policy() == IcePolicy.RELAY);
  }

  private void step(String roomId, RoomInput input) {
    step(roomId, input, null);
  }

  private void step(String roomId, RoomInput input, @Nullable String inReplyTo) {
    Set<Session> touched = new LinkedHashSet<>();
    refusals.clear();
    Room _ = apply(room(roomId), input, touched);
    for (RoomEffect.Refuse refusal : refusals) {
      Session session = sessions.get(refusal.to());
      if (session != null) {
        session.sendDirect(new ServerMessage.Problem(refusal.code(), null, null), inReplyTo);
      }
    }
    long now = clock.millis();
    touched.forEach(session -> session.pump(now));
  }

  private Room apply(Room before, RoomInput input, Set<Session> touched) {
    Step step = RoomRules.step(before, input, clock.millis());
    if (step.room().hasNobody()) {
      rooms.remove(before.id());
    } else {
      rooms.put(before.id(), step.room());
    }
    Written written = new Written();
    for (RoomEffect effect : step.effects()) {
      switch (effect) {
        case RoomEffect.Mail mail -> mail(mail.to(), mail.message(), written, touched);
        case RoomEffect.LetIn letIn -> letIn(letIn, step.room(), written, touched);
        case RoomEffect.SendOnce once -> {
          Session session = sessions.get(once.to());
          if (session != null) {
            session.sendOnce(once.message());
          }
        }
        case RoomEffect.Refuse refuse -> refusals.add(refuse);
        case RoomEffect.End end -> {
          Session session = sessions.remove(end.session());
          if (session != null) {
            session.pump(clock.millis());
            session.close(end.reason());
          }
        }
        case RoomEffect.Report report -> report(before.id(), report);
      }
    }
    return step.room();
  }

  private void mail(
      String to, ServerMessage.Mailed message, Written written, Set<Session> touched) {
    Session session = sessions.get(to);
    if (session != null) {
      session.mailbox.add(message, written.body(message), clock.millis());
      touched.add(session);
    }
  }

  private void letIn(RoomEffect.LetIn letIn, Room room, Written written, Set<Session> touched) {
    Seat seat = room.seat(letIn.to()).orElseThrow();
    IceServers ice = relay.serversFor(letIn.to());
    String claim = reentry.make(room.id(), seat.person(), seat.role());
    mail(letIn.to(), new ServerMessage.Admitted(letIn.roster(), ice, claim), written, touched);
  }

  private void report(String room, RoomEffect.Report report) {
    Seat seat = report.seat();
    events.report(
        room,
        new RoomEvent(
            UUID.randomUUID(),
            report.type(),
            clock.instant(),
            seat.session(),
            seat.person(),
            seat.role(),
            report.tier() == null ? null : report.tier().wireName(),
            report.reason()));
  }

  private static String newSessionId() {
    byte[] random = new byte[SESSION_ID_BYTES];
    RANDOM.nextBytes(random);
    return "s-" + HexFormat.of().formatHex(random);
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
