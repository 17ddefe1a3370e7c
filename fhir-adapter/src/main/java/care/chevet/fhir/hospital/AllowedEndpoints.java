package care.chevet.fhir.hospital;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * The addresses we may call: every public one over HTTPS, and of private, loopback, link-local and
 * other special networks only those that the configuration names, there over plain HTTP too. It is
 * asked before each call to an address that a hospital, or whoever configured one, has given us, so
 * that nobody makes us read a neighbour of ours or the metadata of the machine we run on.
 *
 * <p>A name is refused when any of the addresses it stands for is. The JVM keeps what it has
 * resolved for a while, so the call that follows goes where was looked; redirects are not followed
 * by our clients.
 *
 * <p>Source: the special-purpose address registries of RFC 6890, as IANA keeps them.
 */
public final class AllowedEndpoints {

  /**
   * Special networks, and those IPv6 ones that carry an IPv4 address which a gateway may call for
   * us.
   */
  private static final List<IpAddressMatcher> SPECIAL =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/3",
              "::/96",
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "fc00::/7",
              "fe80::/9",
              "ff00::/8")
          .map(IpAddressMatcher::new)
          .toList();

  private final List<IpAddressMatcher> allowed;

  /** Who resolves names; the system's own resolver, but for tests. */
  @FunctionalInterface
  interface Names {
    InetAddress[] resolve(String host) throws IOException;
  }

  private final Names names;

  /**
   * Allows public addresses and {@code networks}, each an address with or without {@code /BITS}.
   */
  public AllowedEndpoints(List<String> networks) {
    this(networks, InetAddress::getAllByName);
  }

  AllowedEndpoints(List<String> networks, Names names) {
    this.allowed = networks.stream().map(String::strip).map(IpAddressMatcher::new).toList();
    this.names = names;
  }

  /** An address that we do not call. */
  public static final class EndpointDenied extends IOException {
    EndpointDenied(String why) {
      super("endpoint_denied: " + why);
    }
  }

  /**
   * Goes through where {@code endpoint} may be called now.
   *
   * @throws EndpointDenied where it may not
   * @throws IOException where its name stands for no address
   */
  public void check(URI endpoint) throws IOException {
    var scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new EndpointDenied("only http and https addresses are called");
    }
    var host = endpoint.getHost();
    if (host == null || endpoint.getUserInfo() != null) {
      throw new EndpointDenied("the address names no host, or somebody who signs in");
    }
    for (var address : names.resolve(host)) {
      var literal = literal(address);
      if (allowed.stream().anyMatch(network -> network.matches(literal))) {
        continue;
      }
      if (SPECIAL.stream().anyMatch(network -> network.matches(literal))) {
        throw new EndpointDenied(
            "the address leads into a network that chevet.allowed-networks does not name");
      }
      if (scheme.equals("http")) {
        throw new EndpointDenied("plain http is spoken in the networks that are named alone");
      }
    }
  }

  /** Without the name of an interface, which an IPv6 literal may bear. */
  private static String literal(InetAddress address) {
    var text = address.getHostAddress();
    var zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }

  @Override
  public String toString() {
    return "AllowedEndpoints" + Arrays.toString(allowed.toArray());
  }
}
