package care.chevet.signaling.session;

import care.chevet.signaling.event.RoomEvent;
import care.chevet.signaling.event.RoomEvents;
import care.chevet.signaling.protocol.ClientMessage.Hello;
import care.chevet.signaling.protocol.ClientMessage.Resume;
import care.chevet.signaling.protocol.CloseReason;
import care.chevet.signaling.protocol.FrameReader;
import care.chevet.signaling.protocol.IcePolicy;
import care.chevet.signaling.protocol.Role;
import care.chevet.signaling.ticket.ReentryClaims;
import care.chevet.signaling.ticket.Ticket;
import care.chevet.signaling.turn.TurnRelay;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A keeper with sockets that only remember, and a clock that only a test moves. */
final class Desk {
  long nowMillis = 1_000_000;
  final InstantSource clock = () -> Instant.ofEpochMilli(nowMillis);
  final List<RoomEvent> reported = new ArrayList<>();
  final RoomEvents events = (_, event, _) -> reported.add(event);
  final RoomKeeper keeper;

  /** Makes the saving of a desk. */
  interface SavingOf {
    Saving of(Desk desk);
  }

  Desk(SavingOf saving) {
    keeper =
        new RoomKeeper(
            clock,
            new Entrance(
                new TurnRelay(List.of(), "", IcePolicy.ALL, Duration.ofMinutes(10), clock),
                new ReentryClaims(new byte[32], clock)),
            saving.of(this));
  }

  static Desk inMemory() {
    return new Desk(desk -> Saving.inMemory(desk.events, desk.clock));
  }

  void pass(Duration time) {
    nowMillis += time.toMillis();
    keeper.tick();
  }

  /** One socket and the session it opened, if it did. */
  final class Line implements Outlet {
    final List<String> frames = new ArrayList<>();
    boolean writable = true;
    int pings;
    long heardAt = nowMillis;
    @Nullable CloseReason closed;
    Optional<Session> session = Optional.empty();
    long seq;

    Line enter(Role role) {
      Ticket ticket = new Ticket("jti", "room", "p-" + role, "Name", role, true, true);
      session = keeper.enter(ticket, new Hello("t", "page-" + role, null, false), "h", this);
      return this;
    }

    Line resume(Line before, Role role, long offset, long attempt) {
      Session old = before.session.orElseThrow();
      session =
          keeper.resume(
              new Resume(
                  "room",
                  old.id(),
                  before.word("secret"),
                  before.word("epoch"),
                  offset,
                  before.seq,
                  attempt,
                  "page-" + role),
              null,
              this);
      return this;
    }

    void say(String json) {
      heardAt = nowMillis;
      keeper.received(
          session.orElseThrow(), this, FrameReader.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    void tier(Line to, String label) {
      say(
          "{\"type\":\"tier\",\"seq\":%d,\"to\":\"%s\",\"label\":\"%s\",\"tier\":\"T1\"}"
              .formatted(++seq, to.session.orElseThrow().id(), label));
    }

    void lose() {
      keeper.lost(session.orElseThrow(), this);
    }

    List<String> of(String type) {
      return frames.stream().filter(frame -> frame.contains("\"type\":\"" + type + "\"")).toList();
    }

    /** A member of the welcome. */
    String word(String name) {
      return of("welcome").getLast().replaceAll(".*?\"" + name + "\":\"([^\"]*)\".*", "$1");
    }

    @Override
    public boolean writable() {
      return writable && closed == null;
    }

    @Override
    public void send(byte[] head, byte[] body) {
      frames.add(
          new String(head, StandardCharsets.UTF_8)
              + new String(body, 1, body.length - 1, StandardCharsets.UTF_8));
    }

    @Override
    public void flush() {}

    @Override
    public void ping() {
      pings++;
    }

    @Override
    public void close(CloseReason reason) {
      closed = reason;
    }

    @Override
    public long heardAtMillis() {
      return heardAt;
    }
  }
}
