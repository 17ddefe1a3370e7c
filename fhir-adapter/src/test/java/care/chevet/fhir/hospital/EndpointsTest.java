package care.chevet.fhir.hospital;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointsTest {

  private final Endpoints endpoints = new Endpoints(Set.of("hooks.internal"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.0.1", "169.254.169.254",
        "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.168.1.1", "198.18.0.1", "203.0.113.9",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "::10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "fc00::1", "fd12::1",
        "fe80::1", "fec0::1", "ff02::1", "2001:db8::1"
      })
  void anAddressThatIsNotPublicIsNotCalled(String address) throws UnknownHostException {
    assertThat(Endpoints.isPublic(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.1.1.1", "100.63.0.1", "172.15.0.1", "172.32.0.1", "193.51.24.1", "2a01:e0a::1"})
  void aPublicAddressIs(String address) throws UnknownHostException {
    assertThat(Endpoints.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/hook",
        "https://[::1]/hook",
        "https://2130706433/hook",
        "https://localhost/hook",
        "http://1.1.1.1/hook",
        "ftp://1.1.1.1/hook",
        "https://user@1.1.1.1/hook",
        "https://1.1.1.1/hook#here",
        "/hook",
        "mailto:a@b.example",
        "https://hooks.internal.invalid/hook"
      })
  void anEndpointIsAPublicHttpsAddress(String endpoint) {
    assertThat(endpoints.refusal(URI.create(endpoint))).isPresent();
  }

  @Test
  void aHostOfTheConfigurationIsFree() {
    assertThat(endpoints.refusal(URI.create("http://hooks.internal:8080/hook"))).isEmpty();
    assertThat(endpoints.refusal(URI.create("https://1.1.1.1/hook"))).isEmpty();
  }
}
