package care.chevet.signaling.room;

import care.chevet.signaling.protocol.ClientMessage;

/** Anything that can happen to a room. */
public sealed interface RoomInput {
  /** Somebody came with a ticket. */
  record Entered(Seat seat) implements RoomInput {}

  /** A session said something. */
  record Said(String session, ClientMessage message) implements RoomInput {}

  /** A session is without a socket. */
  record SocketLost(String session) implements RoomInput {}

  /**
   * A session has a socket again.
   *
   * @param missed whether some of what was sent to it is gone
   */
  record SocketBack(String session, boolean missed) implements RoomInput {}

  /** A session was without a socket for too long. */
  record Expired(String session) implements RoomInput {}

  /** A person has no place here any more. */
  record Barred(String person) implements RoomInput {}

  /** Time went on. */
  record TimePassed() implements RoomInput {}
}
