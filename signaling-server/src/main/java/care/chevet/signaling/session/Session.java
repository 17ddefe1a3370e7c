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
  final KeptRoom room;
  final Mailbox mailbox;
  final ResumeSecret secret;
  final SessionLimits limits;
  final TokenBucket frames;

  long generation;
  long attempt;
  long handledSeq;
  boolean gapTold;

  private final Saved saved = new Saved();
  private @Nullable Outlet outlet;
  private @Nullable Welcome welcome;
  private long sentOffset;
  private long ackShown;
  private boolean ackDue;
  private long ackDueSinceMillis;
  private long stuckSinceMillis = ClientFrame.ABSENT;
  private long awaySinceMillis;
  private long pingedAtMillis;

  /** How much of a session is written down; nothing beyond it is shown to the client. */
  private static final class Saved {
    boolean matters;
    long offset;
    long seq;
  }

  private record Welcome(ServerMessage.Welcome message, @Nullable String inReplyTo) {}

  /** How far a session had come when it was written down. */
  record Mark(Session session, long generation, String epoch, long offset, long seq) {}

  Session(String id, KeptRoom room, long nowMillis) {
    this(id, room, new Mailbox(), new ResumeSecret(), nowMillis);
  }

  Session(String id, KeptRoom room, Mailbox mailbox, ResumeSecret secret, long nowMillis) {
    this.id = id;
    this.room = room;
    this.mailbox = mailbox;
    this.secret = secret;
    this.limits = new SessionLimits(nowMillis);
    this.frames = new TokenBucket(FRAMES_PER_SECOND, FRAMES_BURST, nowMillis);
    this.awaySinceMillis = nowMillis;
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
    welcome = null;
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

  /** From now on only what is written down is shown to the client, or everything again. */
  void holdBack(boolean unsaved) {
    saved.matters = unsaved;
  }

  Mark mark() {
    return new Mark(this, generation, mailbox.epoch(), mailbox.lastOffset(), handledSeq);
  }

  /** The session is written down as far as the mark. */
  void reached(Mark mark) {
    saved.seq = Math.max(saved.seq, mark.seq());
    if (mark.epoch().equals(mailbox.epoch())) {
      saved.offset = mark.offset();
    }
    if (mark.generation() == generation) {
      sendWelcome();
    }
  }

  /** Greets the client, before anything else, as soon as its session is written down. */
  void greet(ServerMessage.Welcome message, @Nullable String inReplyTo) {
    welcome = new Welcome(message, inReplyTo);
    if (message.offset() < saved.offset) {
      saved.offset = message.offset();
    }
    if (!saved.matters) {
      sendWelcome();
    }
  }

  private void sendWelcome() {
    Welcome due = welcome;
    welcome = null;
    if (due != null) {
      sendDirect(due.message(), due.inReplyTo());
    }
  }

  private long shownSeq() {
    return saved.matters ? saved.seq : handledSeq;
  }

  private @Nullable Letter next() {
    Letter next = mailbox.after(sentOffset);
    return next != null && saved.matters && next.offset() > saved.offset ? null : next;
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
    if (!saved.matters) {
      sendWelcome();
    }
    if (welcome != null) {
      return;
    }
    boolean wrote = false;
    Letter next = next();
    while (next != null && out.writable()) {
      out.send(FrameWriter.envelope(next.offset(), shownSeq(), null), next.body());
      sentOffset = next.offset();
      wrote = true;
      next = next();
    }
    if (wrote) {
      ackShown();
      out.flush();
    }
    if (next == null) {
      stuckSinceMillis = ClientFrame.ABSENT;
    } else if (stuckSinceMillis == ClientFrame.ABSENT) {
      stuckSinceMillis = nowMillis;
    }
  }

  /** Sends a message that is forgotten with the socket. */
  void sendDirect(ServerMessage.Direct message, @Nullable String inReplyTo) {
    if (outlet != null) {
      outlet.send(
          FrameWriter.envelope(ClientFrame.ABSENT, shownSeq(), inReplyTo),
          FrameWriter.body(message));
      outlet.flush();
      ackShown();
    }
  }

  private void ackShown() {
    ackShown = shownSeq();
    ackDue = ackShown < handledSeq;
  }

  /** Sends a message only if it can go at once. */
  void sendOnce(ServerMessage.Direct message) {
    if (outlet != null && outlet.writable()) {
      sendDirect(message, null);
    }
  }

  /** Notes that a seq was handled; the client hears of it soon. */
  void owesAck(long nowMillis) {
    if (!ackDue) {
      ackDue = true;
      ackDueSinceMillis = nowMillis;
    }
    if (shownSeq() - ackShown >= Limits.ACK_EVERY_MESSAGES) {
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
    if (ackDue && nowMillis - ackDueSinceMillis >= Limits.ACK_WITHIN.toMillis() / 2) {
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
