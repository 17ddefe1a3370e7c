package care.chevet.signaling.session;

import care.chevet.signaling.protocol.ClientFrame;
import care.chevet.signaling.protocol.ClientMessage.Hello;
import care.chevet.signaling.protocol.ClientMessage.Resume;
import care.chevet.signaling.protocol.CloseReason;
import care.chevet.signaling.protocol.Limits;
import care.chevet.signaling.protocol.ResumeOutcome;
import care.chevet.signaling.protocol.ServerMessage;
import care.chevet.signaling.room.RoomEffect;
import care.chevet.signaling.room.RoomInput;
import care.chevet.signaling.ticket.Ticket;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Owner of some of the rooms: it gives them their inputs and keeps their sessions. One thread calls
 * it, so that the seq of a message is noted in the same step as its fan-out.
 */
public final class RoomKeeper {
  private static final System.Logger LOG = System.getLogger(RoomKeeper.class.getName());

  private final InstantSource clock;
  private final Entrance entrance;
  private final Effects effects;
  private final Hearing hearing;
  private final Saving saving;
  private final Map<String, KeptRoom> rooms = new HashMap<>();

  public RoomKeeper(InstantSource clock, Entrance entrance, Saving saving) {
    this.clock = clock;
    this.entrance = entrance;
    this.effects = new Effects(clock, entrance);
    this.saving = saving;
    this.hearing =
        new Hearing(
            new Hearing.Inputs() {
              @Override
              public void step(Session session, RoomInput input, @Nullable String inReplyTo) {
                RoomKeeper.this.step(session.room, input, inReplyTo);
              }

              @Override
              public void changed(Session session) {
                saving.touched(session);
              }
            },
            entrance);
    saving.onDropped(this::drop);
  }

  public int sessionCount() {
    return rooms.values().stream().mapToInt(room -> room.sessions.size()).sum();
  }

  public boolean keeps(String room) {
    return rooms.containsKey(room);
  }

  /** Takes over a room that is written down, unless it is kept already. */
  public void take(String id, long token, Map<String, byte[]> content) {
    if (rooms.containsKey(id)) {
      return;
    }
    long now = clock.millis();
    KeptRoom room = new KeptRoom(id, entrance.emptyRoom(id), now);
    try {
      SavedRoom.read(content, room, now);
    } catch (RuntimeException unreadable) {
      // Whoever was in it comes again with a ticket; a room that nobody can enter would be worse.
      LOG.log(Level.ERROR, "What is written of a room cannot be read", unreadable);
      room = new KeptRoom(id, entrance.emptyRoom(id), now);
    }
    rooms.put(id, room);
    saving.taken(room, token, content.keySet());
    for (Session session : List.copyOf(room.sessions.values())) {
      if (room.state.seat(session.id).filter(seat -> seat.online()).isPresent()) {
        step(room, new RoomInput.SocketLost(session.id));
      }
    }
    saving.changed(room);
  }

  /** Opens a room of which nobody knows whether it is written down. */
  public void takeAdrift(String id) {
    if (!rooms.containsKey(id)) {
      KeptRoom room = new KeptRoom(id, entrance.emptyRoom(id), clock.millis());
      rooms.put(id, room);
      saving.adrift(room);
    }
  }

  /** Looks in the ledger whether a room is still kept here, and lets it go if it is not. */
  public void contested(String id) {
    KeptRoom room = rooms.get(id);
    if (room != null) {
      saving.contested(room);
    }
  }

  /** Opens a session for the bearer of a good ticket; empty if the socket was closed instead. */
  public Optional<Session> enter(Ticket ticket, Hello hello, @Nullable String id, Outlet outlet) {
    long now = clock.millis();
    KeptRoom room =
        rooms.computeIfAbsent(
            ticket.room(), name -> new KeptRoom(name, entrance.emptyRoom(name), now));
    if (room.state.seats().size() >= Limits.SEATS_MAX) {
      outlet.close(CloseReason.ROOM_FULL);
      return Optional.empty();
    }
    Session session = new Session(Entrance.newSessionId(), room, now);
    saving.begun(session);
    Optional<Outlet> _ = session.attach(outlet, 0, now);
    room.sessions.put(session.id, session);
    room.touch(session);
    Effects.Outcome outcome =
        effects.apply(room, new RoomInput.Entered(entrance.seat(ticket, hello, session.id)));
    String secret = session.secret.issue(null);
    session.greet(entrance.welcome(session, ResumeOutcome.NONE, secret), id);
    finish(room, outcome, null);
    return Optional.of(session);
  }

  /** Ends the sessions of a person who has no place in the room any more. */
  public void bar(String id, String person) {
    KeptRoom room = rooms.get(id);
    if (room != null) {
      step(room, new RoomInput.Barred(person));
    }
  }

  /** Takes up a session again; empty if the socket was closed instead. */
  public Optional<Session> resume(Resume claim, @Nullable String id, Outlet outlet) {
    KeptRoom room = rooms.get(claim.room());
    Session session = room == null ? null : room.sessions.get(claim.session());
    if (room == null
        || session == null
        || !session.secret.matches(claim.secret())
        || claim.seq() < session.handledSeq
        || !sameInstance(room, claim)) {
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
      boolean _ = session.mailbox.acknowledge(claim.offset());
      session.mailbox.dropSupersededCandidates();
    } else {
      session.mailbox.restart();
    }
    session
        .attach(outlet, full ? claim.offset() : 0, now)
        .ifPresent(old -> old.close(CloseReason.SUPERSEDED));
    String secret = session.secret.issue(claim.secret());
    session.greet(
        entrance.welcome(session, full ? ResumeOutcome.FULL : ResumeOutcome.SNAPSHOT, secret), id);
    room.touch(session);
    step(room, new RoomInput.SocketBack(session.id, !full));
    return Optional.of(session);
  }

  private static boolean sameInstance(KeptRoom room, Resume claim) {
    return room.state
        .seat(claim.session())
        .filter(seat -> seat.bearer().instance().equals(claim.instance()))
        .isPresent();
  }

  /** Takes a frame from the socket that owns the session; frames of older sockets are dropped. */
  public void received(Session session, Outlet outlet, ClientFrame frame) {
    if (session.ownedBy(outlet) && alive(session)) {
      hearing.heard(session, outlet, frame, clock.millis());
    }
  }

  /** The socket is gone; the session waits for another one. */
  public void lost(Session session, Outlet outlet) {
    if (session.ownedBy(outlet) && alive(session)) {
      session.detach(clock.millis());
      session.room.touch(session);
      step(session.room, new RoomInput.SocketLost(session.id));
    }
  }

  @SuppressWarnings("ReferenceEquality") // A session that was replaced is another one.
  private static boolean alive(Session session) {
    return !session.room.gone && session.room.sessions.get(session.id) == session;
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
    for (KeptRoom room : List.copyOf(rooms.values())) {
      for (Session session : List.copyOf(room.sessions.values())) {
        if (session.overdue(now)) {
          var _ = room.sessions.remove(session.id);
          step(room, new RoomInput.Expired(session.id));
        } else {
          session.tick(now);
        }
      }
      if (!room.state.rings().isEmpty()) {
        step(room, new RoomInput.TimePassed());
      }
      saving.tick(room);
    }
  }

  /** Asks every client to come back elsewhere. */
  public void goAway() {
    rooms.values().stream()
        .flatMap(room -> room.sessions.values().stream())
        .forEach(session -> session.sendDirect(ServerMessage.GoAway.NOW, null));
  }

  private void step(KeptRoom room, RoomInput input) {
    step(room, input, null);
  }

  private void step(KeptRoom room, RoomInput input, @Nullable String inReplyTo) {
    finish(room, effects.apply(room, input), inReplyTo);
  }

  private void finish(KeptRoom room, Effects.Outcome outcome, @Nullable String inReplyTo) {
    for (RoomEffect.Refuse refusal : outcome.refusals()) {
      Session session = room.sessions.get(refusal.to());
      if (session != null) {
        session.sendDirect(new ServerMessage.Problem(refusal.code(), null, null), inReplyTo);
      }
    }
    saving.report(room, outcome.events());
    saving.changed(room);
  }

  /** Forgets a room that is empty, or that another node keeps; its clients come back there. */
  private void drop(KeptRoom room) {
    room.gone = true;
    rooms.remove(room.id, room);
    room.sessions.values().forEach(session -> session.close(CloseReason.DRAINING));
  }
}
