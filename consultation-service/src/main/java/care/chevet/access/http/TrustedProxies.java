package care.chevet.access.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * The networks of our own proxies. What their {@code X-Forwarded-For} says is believed, from the
 * right and only as far as each hop is one of them; anybody else's is not looked at.
 */
final class TrustedProxies {

  /** More hops than any set-up of ours has. */
  private static final int HOPS_MAX = 10;

  private final List<Network> networks;

  /** Reads networks as addresses with or without {@code /BITS}. */
  TrustedProxies(List<String> networks) {
    this.networks = networks.stream().map(String::strip).map(Network::of).toList();
  }

  private static final class Network {
    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
      this.address = address;
      this.bits = bits;
    }

    static Network of(String text) {
      var slash = text.indexOf('/');
      var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress();
      var all = address.length * Byte.SIZE;
      var bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > all) {
        throw new IllegalArgumentException("not a network: " + text);
      }
      return new Network(address, bits);
    }

    boolean holds(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      var whole = bits / Byte.SIZE;
      var rest = bits % Byte.SIZE;
      var mask = 0xFF << (Byte.SIZE - rest);
      return Arrays.equals(address, 0, whole, other, 0, whole)
          && (rest == 0 || ((address[whole] ^ other[whole]) & mask) == 0);
    }
  }

  /**
   * Where the request comes from.
   *
   * @param peer the other end of the connection
   * @param forwarded the values of {@code X-Forwarded-For}, in their order
   */
  InetAddress caller(InetAddress peer, List<String> forwarded) {
    var hops =
        forwarded.stream()
            .flatMap(line -> Arrays.stream(line.split(",")))
            .map(String::strip)
            .toList();
    var caller = peer;
    for (int hop = hops.size() - 1, seen = 0; hop >= 0 && seen < HOPS_MAX; hop--, seen++) {
      if (!isOurs(caller)) {
        return caller;
      }
      try {
        caller = InetAddress.ofLiteral(hops.get(hop));
      } catch (IllegalArgumentException _) {
        return caller;
      }
    }
    return caller;
  }

  private boolean isOurs(InetAddress address) {
    return networks.stream().anyMatch(network -> network.holds(address.getAddress()));
  }
}
