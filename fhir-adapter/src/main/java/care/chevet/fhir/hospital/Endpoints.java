package care.chevet.fhir.hospital;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where hospitals may have us call: public addresses over HTTPS, so that nobody reaches what stands
 * beside us through us. Hosts of the configuration are free of both.
 *
 * <p>Source: RFC 6890, the registry of special-purpose addresses.
 */
public final class Endpoints {

  private static final byte[] NAT64 = {0x00, 0x64, (byte) 0xFF, (byte) 0x9B};

  private final Set<String> trusted;

  public Endpoints(Set<String> trusted) {
    this.trusted = Set.copyOf(trusted);
  }

  /** Why {@code address} is not called; empty when it may be. */
  public Optional<String> refusal(URI address) {
    var host = address.getHost();
    if (host == null || address.getRawUserInfo() != null || address.getRawFragment() != null) {
      return Optional.of("an endpoint is an absolute address without user or fragment");
    }
    if (trusted.contains(host.toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    if (!"https".equals(address.getScheme())) {
      return Optional.of("an endpoint is an https address");
    }
    try {
      return Arrays.stream(InetAddress.getAllByName(host.replaceAll("[\\[\\]]", "")))
              .allMatch(Endpoints::isPublic)
          ? Optional.empty()
          : Optional.of("an endpoint has a public address");
    } catch (UnknownHostException e) {
      return Optional.of("the host of the endpoint has no address");
    }
  }

  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    var bytes = address.getAddress();
    return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
  }

  private static boolean isPublic4(byte[] bytes) {
    var first = bytes[0] & 0xFF;
    var second = bytes[1] & 0xFF;
    var third = bytes[2] & 0xFF;
    var shared = first == 100 && second >= 64 && second < 128;
    var benchmarks = first == 198 && (second == 18 || second == 19);
    var protocols = first == 192 && second == 0 && (third == 0 || third == 2);
    var examples =
        (first == 198 && second == 51 && third == 100)
            || (first == 203 && second == 0 && third == 113);
    return first != 0 && first < 240 && !shared && !benchmarks && !protocols && !examples;
  }

  /** Global unicast alone, and none that hides an IPv4 address: a gateway would unwrap it. */
  private static boolean isPublic6(byte[] bytes) {
    var global = (bytes[0] & 0xE0) == 0x20;
    var sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
    var teredo = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0;
    var examples =
        bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0D && (bytes[3] & 0xFF) == 0xB8;
    var nat64 = Arrays.equals(Arrays.copyOf(bytes, NAT64.length), NAT64);
    return global && !List.of(sixToFour, teredo, examples, nat64).contains(true);
  }
}
