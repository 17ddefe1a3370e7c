package care.chevet.signaling.limit;

import care.chevet.signaling.protocol.ClientMessage;
import care.chevet.signaling.protocol.ClientMessage.Candidates;
import care.chevet.signaling.protocol.ClientMessage.Description;

/** How fast one session may speak: all its messages together, and the costly kinds apart. */
public final class SessionLimits {
  private static final int MESSAGES_PER_SECOND = 50;
  private static final int MESSAGES_BURST = 300;
  private static final int DESCRIPTIONS_PER_SECOND = 5;
  private static final int DESCRIPTIONS_BURST = 60;
  private static final int CANDIDATES_PER_SECOND = 20;
  private static final int CANDIDATES_BURST = 120;

  private final TokenBucket messages;
  private final TokenBucket descriptions;
  private final TokenBucket candidates;

  public SessionLimits(long nowMillis) {
    messages = new TokenBucket(MESSAGES_PER_SECOND, MESSAGES_BURST, nowMillis);
    descriptions = new TokenBucket(DESCRIPTIONS_PER_SECOND, DESCRIPTIONS_BURST, nowMillis);
    candidates = new TokenBucket(CANDIDATES_PER_SECOND, CANDIDATES_BURST, nowMillis);
  }

  /** Milliseconds to wait before this message may be sent again; zero if it may pass. */
  public long waitMillis(ClientMessage message, long nowMillis) {
    TokenBucket kind =
        switch (message) {
          case Description _ -> descriptions;
          case Candidates _ -> candidates;
          case ClientMessage _ -> messages;
        };
    if (kind.take(nowMillis) && (kind == messages || messages.take(nowMillis))) {
      return 0;
    }
    return Math.max(1, Math.max(kind.waitMillis(nowMillis), messages.waitMillis(nowMillis)));
  }
}
