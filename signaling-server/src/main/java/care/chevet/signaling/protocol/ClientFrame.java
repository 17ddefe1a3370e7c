package care.chevet.signaling.protocol;

import org.jspecify.annotations.Nullable;

/** What a text frame from a client turned out to be. */
public sealed interface ClientFrame {
  /** Value of {@code ack} and {@code seq} where the frame has none. */
  long ABSENT = -1;

  /** A message that keeps all the rules. */
  record Understood(@Nullable String id, long seq, long ack, ClientMessage message)
      implements ClientFrame {}

  /** A message that breaks a rule; its seq counts as handled. */
  record Refused(@Nullable String id, long seq, long ack, ErrorCode code) implements ClientFrame {}

  /** Not a message at all. */
  record Unreadable() implements ClientFrame {}
}
