package care.chevet.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.signaling.protocol.ClientFrame;
import care.chevet.signaling.protocol.ClientMessage.Hello;
import care.chevet.signaling.protocol.ClientMessage.Resume;
import care.chevet.signaling.protocol.CloseReason;
import care.chevet.signaling.protocol.FrameReader;
import care.chevet.signaling.protocol.IcePolicy;
import care.chevet.signaling.protocol.Limits;
import care.chevet.signaling.protocol.Role;
import care.chevet.signaling.ticket.ReentryClaims;
import care.chevet.signaling.ticket.Ticket;
import care.chevet.signaling.turn.TurnRelay;
import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Frame to message to room with whatever a socket may say: nothing escapes, nothing grows without
 * bound. As a test it goes through the inputs kept beside it; in the long run it looks for others.
 */
final class WhateverASocketSaysTest {
  private static final List<String> SHAPES =
      List.of(
          "{\"type\":\"description\",\"seq\":%d,\"to\":\"%s\",\"pc\":\"%s\",\"negotiation\":%d,"
              + "\"description\":{\"type\":\"offer\",\"sdp\":\"%s\"}}",
          "{\"type\":\"candidates\",\"seq\":%d,\"to\":\"%s\",\"pc\":\"%s\",\"negotiation\":%d,"
              + "\"candidates\":[{\"candidate\":\"%s\"}]}",
          "{\"type\":\"tier\",\"seq\":%d,\"to\":\"%s\",\"label\":\"%s\",\"tier\":\"T%d\",\"x\":\"%s\"}",
          "{\"type\":\"invite\",\"seq\":%d,\"person\":\"%s\",\"invitation\":\"%s\",\"ttlSeconds\":%d,"
              + "\"id\":\"%s\"}",
          "{\"type\":\"admit\",\"seq\":%d,\"session\":\"%s\",\"id\":\"%s\",\"ack\":%d,\"y\":\"%s\"}");

  private final long[] now = {1_000_000};
  private final InstantSource clock = () -> Instant.ofEpochMilli(now[0]);
  private final List<Object> reported = new ArrayList<>();

  /** A socket that counts. */
  private static final class Hole implements Outlet {
    boolean closed;
    long heard;

    @Override
    public boolean writable() {
      return !closed;
    }

    @Override
    public void send(byte[] head, byte[] body) {
      if (head.length == 0 || body.length < 2) {
        throw new IllegalStateException("an empty frame");
      }
    }

    @Override
    public void flush() {}

    @Override
    public void ping() {}

    @Override
    public void close(CloseReason reason) {
      closed = true;
    }

    @Override
    public long heardAtMillis() {
      return heard;
    }
  }

  @FuzzTest(maxDuration = "60s")
  void nothingEscapesAndNothingGrows(FuzzedDataProvider data) {
    RoomKeeper keeper =
        new RoomKeeper(
            clock,
            new Entrance(
                new TurnRelay(List.of(), "", IcePolicy.ALL, Duration.ofMinutes(10), clock),
                new ReentryClaims(new byte[32], clock)),
            Saving.inMemory((_, event, _) -> reported.add(event), clock));
    List<Session> sessions = new ArrayList<>();
    List<Hole> holes = new ArrayList<>();
    for (int step = 0; step < 400 && data.remainingBytes() > 0; step++) {
      now[0] += data.consumeInt(0, 2000);
      switch (data.consumeInt(0, 9)) {
        case 0 -> enter(keeper, data, sessions, holes);
        case 1 -> resume(keeper, data, sessions, holes);
        case 2 -> {
          if (!sessions.isEmpty()) {
            int which = data.consumeInt(0, sessions.size() - 1);
            keeper.lost(sessions.get(which), holes.get(which));
          }
        }
        case 3 -> keeper.tick();
        default -> say(keeper, data, sessions, holes);
      }
      bounded(keeper, sessions);
    }
  }

  private static void enter(
      RoomKeeper keeper, FuzzedDataProvider data, List<Session> sessions, List<Hole> holes) {
    Ticket ticket =
        new Ticket(
            "jti",
            "room",
            "person-" + data.consumeInt(0, 20),
            "Name",
            data.pickValue(Role.values()),
            data.consumeBoolean(),
            data.consumeBoolean());
    Hole hole = new Hole();
    keeper
        .enter(ticket, new Hello("t", "page", null, data.consumeBoolean()), null, hole)
        .ifPresent(session -> {
          sessions.add(session);
          holes.add(hole);
        });
  }

  private static void resume(
      RoomKeeper keeper, FuzzedDataProvider data, List<Session> sessions, List<Hole> holes) {
    if (sessions.isEmpty()) {
      return;
    }
    int which = data.consumeInt(0, sessions.size() - 1);
    Session session = sessions.get(which);
    Hole hole = new Hole();
    Resume claim =
        new Resume(
            "room",
            session.id,
            data.consumeBoolean() ? "wrong" : session.secret.issue(null),
            session.mailbox.epoch(),
            data.consumeLong(0, 300),
            data.consumeLong(0, 300),
            data.consumeLong(1, 50),
            "page");
    keeper
        .resume(claim, null, hole)
        .ifPresent(_ -> {
          holes.set(which, hole);
        });
  }

  private static void say(
      RoomKeeper keeper, FuzzedDataProvider data, List<Session> sessions, List<Hole> holes) {
    byte[] bytes;
    if (data.consumeBoolean() || sessions.isEmpty()) {
      bytes = data.consumeBytes(300);
    } else {
      Session to = sessions.get(data.consumeInt(0, sessions.size() - 1));
      Session from = sessions.get(data.consumeInt(0, sessions.size() - 1));
      bytes =
          String.format(
                  data.pickValue(SHAPES),
                  data.consumeBoolean() ? from.handledSeq + 1 : data.consumeLong(),
                  data.consumeBoolean() ? to.id : data.consumeAsciiString(70),
                  data.consumeAsciiString(70),
                  data.consumeInt(-1, 700),
                  data.consumeString(2000))
              .getBytes(StandardCharsets.UTF_8);
    }
    ClientFrame frame = FrameReader.read(bytes);
    if (!sessions.isEmpty()) {
      int which = data.consumeInt(0, sessions.size() - 1);
      keeper.received(sessions.get(which), holes.get(which), frame);
    }
  }

  private static void bounded(RoomKeeper keeper, List<Session> sessions) {
    assertThat(keeper.sessionCount()).isLessThanOrEqualTo(Limits.SEATS_MAX);
    for (Session session : sessions) {
      assertThat(session.mailbox.letters().size()).isLessThanOrEqualTo(Limits.MAILBOX_MESSAGES_MAX);
      assertThat(session.room.state.rings().size()).isLessThanOrEqualTo(Limits.INVITATIONS_MAX);
      assertThat(session.room.state.seats()).hasSameSizeAs(session.room.sessions);
      assertThat(session.room.state.negotiations().size())
          .isLessThanOrEqualTo(Limits.SEATS_MAX * Limits.SEATS_MAX);
    }
  }
}
