package care.chevet.signaling.room;

import care.chevet.signaling.event.RoomEvent;
import care.chevet.signaling.protocol.CloseReason;
import care.chevet.signaling.protocol.ErrorCode;
import care.chevet.signaling.protocol.ServerMessage;
import care.chevet.signaling.protocol.Tier;
import org.jspecify.annotations.Nullable;

/** Anything a room wants done. */
public sealed interface RoomEffect {
  /** Put a message into a session's mailbox. */
  record Mail(String to, ServerMessage.Mailed message) implements RoomEffect {}

  /** Send a message if it can go at once, and forget it otherwise. */
  record SendOnce(String to, ServerMessage.StatisticsFrom message) implements RoomEffect {}

  /** Tell a session that it is in the call now, with relay credentials. */
  record LetIn(String to, ServerMessage.Roster roster) implements RoomEffect {}

  /** Tell a session that its last message was not acted on. */
  record Refuse(String to, ErrorCode code) implements RoomEffect {}

  /** End a session and its socket. */
  record End(String session, CloseReason reason) implements RoomEffect {}

  /** Tell the outside. */
  record Report(RoomEvent.Type type, Seat seat, @Nullable Tier tier, @Nullable String reason)
      implements RoomEffect {}
}
