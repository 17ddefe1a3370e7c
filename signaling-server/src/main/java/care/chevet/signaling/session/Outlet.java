package care.chevet.signaling.session;

import care.chevet.signaling.protocol.CloseReason;

/** The way out to one socket. */
public interface Outlet {
  /** Whether more may be written without piling up unsent bytes. */
  boolean writable();

  /** Writes one text frame: the head, then the body without its first byte. */
  void send(byte[] head, byte[] body);

  void flush();

  /** Sends a WebSocket ping. */
  void ping();

  void close(CloseReason reason);

  /** When anything last came in. */
  long heardAtMillis();
}
