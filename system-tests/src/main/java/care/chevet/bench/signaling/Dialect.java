package care.chevet.bench.signaling;

import org.jspecify.annotations.Nullable;

/** How a client speaks to one kind of server. */
interface Dialect {
  /** Path and query under which this client connects. */
  String address(Client client);

  /** The subprotocol to offer. */
  default @Nullable String subprotocol() {
    return null;
  }

  /** The socket is open: says what must be said first, or that the client has joined. */
  void opened(Client client);

  /** A frame that bears no test message came. */
  void received(Client client, String text);

  /** The test message for the other one of the pair. */
  String message(Client from, String payload);

  /** Called four times a second. */
  default void tick(Client client) {}
}
