package care.chevet.bench.signaling;

import org.jspecify.annotations.Nullable;

/** How a client speaks to one kind of server, and comes back to it. */
interface Dialect {
  /** Path and query under which this client connects. */
  String address(Client client);

  /** The subprotocol to offer. */
  default @Nullable String subprotocol() {
    return null;
  }

  /**
   * The socket is open: says what must be said first, or that the client has joined. A client that
   * returns claims what it had, as the server's own client library does.
   */
  void opened(Client client);

  /** A frame came. */
  void received(Client client, String text);

  /** The test message for the other one of the pair. */
  String message(Client from, String payload);

  /** Called four times a second. */
  default void tick(Client client) {}
}
