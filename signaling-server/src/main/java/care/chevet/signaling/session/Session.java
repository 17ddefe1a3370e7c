package care.chevet.signaling.session;

import care.chevet.signaling.limit.SessionLimits;
import care.chevet.signaling.limit.TokenBucket;
import care.chevet.signaling.protocol.ClientFrame;
import care.chevet.signaling.protocol.CloseReason;
import care.chevet.signaling.protocol.FrameWriter;
import care.chevet.signaling.protocol.Limits;
import care.chevet.signaling.protocol.ServerMessage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the server remembers of a session across its sockets: the mailbox, the highest seq, the
 * resume secret, and which socket owns it now.
 */
public final class Session {
  private static final int FRAMES_PER_SECOND = 100;
  private static final int FRAMES_BURST = 800;

  final String id;
  final String room;
  final Mailbox mailbox = new Mailbox();
  final ResumeSecret secret = new ResumeSecret();
  final SessionLimits limits;
  final TokenBucket frames;

  long generation;
  long attempt;
  long handledSeq;
  boolean gapTold;

  private @Nullable Outlet outlet;
  private long sentOffset;
  private int unacknowledged;
  private long unacknowledgedSinceMillis;
  private long stuckSinceMillis = ClientFrame.ABSENT;
  private long awaySinceMillis;
  private long pingedAtMillis;

  Session(String id, String room, long nowMillis) {
    this.id = id;
    this.room = room;
    this.limits = new SessionLimits(nowMillis);
    this.frames = new TokenBucket(FRAMES_PER_SECOND, FRAMES_BURST, nowMillis);
  }

  public String id() {
    return id;
  }

  @SuppressWarnings("ReferenceEquality") // An outlet is a socket; no two are the same.
  boolean ownedBy(Outlet candidate) {
    return outlet == candidate;
  }

  long sentOffset() {
    return sentOffset;
  }

  boolean online() {
    return outlet != null;
  }

  /** Gives the session to a new socket and returns the one that owned it. */
  Optional<Outlet> attach(Outlet next, long fromOffset, long nowMillis) {
    Optional<Outlet> before = Optional.ofNullable(outlet);
    outlet = next;
    generation++;
    sentOffset = fromOffset;
    stuckSinceMillis = ClientFrame.ABSENT;
    pingedAtMillis = nowMillis;
    gapTold = false;
    return before;
  }

  void detach(long nowMillis) {
    outlet = null;
    awaySinceMillis = nowMillis;
  }

  boolean overdue(long nowMillis) {
    return outlet == null && nowMillis - awaySinceMillis > Limits.SESSION_RETENTION.toMillis();
  }

  void close(CloseReason reason) {
    if (outlet != null) {
      outlet.close(reason);
    }
  }

  /** Sends what is owed, as far as the socket takes it. */
  void pump(long nowMillis) {
    Outlet out = outlet;
    if (out == null) {
      return;
    }
    if (mailbox.lost()) {
      out.close(CloseReason.SLOW);
      return;
    }
    boolean wrote = false;
    Optional<Letter> next = mailbox.after(sentOffset);
    while (next.isPresent() && out.writable()) {
      Letter letter = next.get();
      out.send(FrameWriter.envelope(letter.offset(), handledSeq, null), letter.body());
      sentOffset = letter.offset();
      wrote = true;
      next = mailbox.after(sentOffset);
    }
    if (wrote) {
      unacknowledged = 0;
      out.flush();
    }
    if (next.isEmpty()) {
      stuckSinceMillis = ClientFrame.ABSENT;
    } else if (stuckSinceMillis == ClientFrame.ABSENT) {
      stuckSinceMillis = nowMillis;
    }
  }

  /** Sends a message that is forgotten with the socket. */
  void sendDirect(ServerMessage.Direct message, @Nullable String inReplyTo) {
    if (outlet != null) {
      unacknowledged = 0;
      outlet.send(
          FrameWriter.envelope(ClientFrame.ABSENT, handledSeq, inReplyTo),
          FrameWriter.body(message));
      outlet.flush();
    }
  }

  /** Sends a message only if it can go at once. */
  void sendOnce(ServerMessage.Direct message) {
    if (outlet != null && outlet.writable()) {
      sendDirect(message, null);
    }
  }

  /** Notes that a seq was handled; the client hears of it soon. */
  void owesAck(long nowMillis) {
    if (unacknowledged++ == 0) {
      unacknowledgedSinceMillis = nowMillis;
    }
    if (unacknowledged >= Limits.ACK_EVERY_MESSAGES) {
      sendDirect(new ServerMessage.Acknowledged(), null);
    }
  }

  /** What is due because time went on. */
  void tick(long nowMillis) {
    mailbox.age(nowMillis);
    Outlet out = outlet;
    if (out == null) {
      return;
    }
    if (unacknowledged > 0
        && nowMillis - unacknowledgedSinceMillis >= Limits.ACK_WITHIN.toMillis() / 2) {
      sendDirect(new ServerMessage.Acknowledged(), null);
    }
    if (stuckSinceMillis != ClientFrame.ABSENT
        && nowMillis - stuckSinceMillis > Limits.UNSENT_FOR_MAX.toMillis()) {
      out.close(CloseReason.SLOW);
    } else if (nowMillis - out.heardAtMillis() > Limits.SILENCE_MAX.toMillis()) {
      out.close(CloseReason.SILENT);
    } else if (nowMillis - Math.max(out.heardAtMillis(), pingedAtMillis)
        > Limits.PING_EVERY.toMillis()) {
      pingedAtMillis = nowMillis;
      out.ping();
    }
    pump(nowMillis);
  }
}
