package care.chevet.signaling.cluster;

import java.net.InetSocketAddress;
import java.util.Map;

/** Where a room is kept. */
public sealed interface Whereabouts {
  /**
   * By this node.
   *
   * @param token proof of it, for the ledger
   * @param content what is written down of the room
   */
  record Here(long token, Map<String, byte[]> content) implements Whereabouts {}

  /** By another node. */
  record There(String node, InetSocketAddress address) implements Whereabouts {}

  /** There is no such room. */
  record Nowhere() implements Whereabouts {}

  /**
   * Nobody can tell at the moment.
   *
   * @param alone whether this node was the only one when it last knew
   */
  record Unknown(boolean alone) implements Whereabouts {}
}
