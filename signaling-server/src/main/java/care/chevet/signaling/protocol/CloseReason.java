package care.chevet.signaling.protocol;

import java.util.Locale;

/**
 * Why the server ends a socket; the WebSocket close code is the client's reconnect policy. Codes
 * below 4500 say come back.
 */
public enum CloseReason {
  DRAINING(4000),
  SLOW(4001),
  SILENT(4002),
  HELLO_TIMEOUT(4003),
  SESSION_LOST(4004),
  TICKET_EXPIRED(4005),
  TICKET_USED(4006),
  RATE_LIMITED(4007),
  UNAVAILABLE(4008),
  INTERNAL(4009),
  LEFT(4500),
  SUPERSEDED(4501),
  NOT_ADMITTED(4502),
  ENDED(4503),
  TICKET_INVALID(4504),
  PROTOCOL_ERROR(4505),
  TOO_LARGE(4506),
  ROOM_FULL(4507);

  private final int code;

  CloseReason(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
