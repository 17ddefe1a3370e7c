package care.chevet.access.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose word on a caller's address is taken. */
final class TrustedProxiesTest {
  private final TrustedProxies proxies = new TrustedProxies(List.of("10.1.0.0/20", "fd00::/8"));

  private String caller(String peer, String... forwarded) {
    return proxies.caller(InetAddress.ofLiteral(peer), List.of(forwarded)).getHostAddress();
  }

  @Test
  void aStrangersWordIsNotTaken() {
    assertThat(caller("192.0.2.7", "198.51.100.1")).isEqualTo("192.0.2.7");
    assertThat(caller("10.1.16.1", "198.51.100.1")).isEqualTo("10.1.16.1");
  }

  @Test
  void ourProxysWordIsTakenAndTheCallersOwnIsNot() {
    assertThat(caller("10.1.15.255", "203.0.113.9, 198.51.100.1")).isEqualTo("198.51.100.1");
    assertThat(caller("fd12::1", "198.51.100.1")).isEqualTo("198.51.100.1");
  }

  @Test
  void severalOfOursAreGoneThrough() {
    assertThat(caller("10.1.0.1", "203.0.113.9", "198.51.100.1, 10.1.0.2"))
        .isEqualTo("198.51.100.1");
  }

  @Test
  void whatIsNoAddressEndsTheSearch() {
    assertThat(caller("10.1.0.1", "localhost")).isEqualTo("10.1.0.1");
    assertThat(caller("10.1.0.1")).isEqualTo("10.1.0.1");
    assertThat(caller("10.1.0.1", "198.51.100.1, ")).isEqualTo("10.1.0.1");
  }

  @Test
  void aNetworkThatIsNoneStopsTheStart() {
    assertThatThrownBy(() -> new TrustedProxies(List.of("10.0.0.0/40")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
