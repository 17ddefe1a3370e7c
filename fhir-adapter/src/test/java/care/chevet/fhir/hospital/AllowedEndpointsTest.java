package care.chevet.fhir.hospital;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AllowedEndpointsTest {

  /** What a name server under somebody else's control might say. */
  private static final Map<String, List<String>> NAMES =
      Map.of(
          "hospital.example", List.of("9.9.9.9"),
          "metadata.example", List.of("169.254.169.254"),
          "inside.example", List.of("10.1.2.3"),
          "both.example", List.of("9.9.9.9", "127.0.0.1"),
          "six.example", List.of("fd00:ec2::254"));

  private final AllowedEndpoints publicOnly =
      new AllowedEndpoints(List.of(), AllowedEndpointsTest::resolve);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/fhir",
        "http://127.1.2.3:8080/fhir",
        "http://0.0.0.0/",
        "https://10.0.0.1/fhir",
        "https://172.16.0.1/fhir",
        "https://172.31.255.254/fhir",
        "https://192.168.1.1/fhir",
        "http://100.100.100.200/latest/meta-data",
        "http://169.254.169.254/latest/meta-data",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://[::1]/fhir",
        "http://[::]/fhir",
        "http://[fe80::1]/",
        "http://[fec0::1]/",
        "http://[fd00:ec2::254]/latest/meta-data",
        "http://[::ffff:169.254.169.254]/",
        "http://[::7f00:1]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[2002:7f00:1::]/"
      })
  void addressesOfSpecialNetworksAreDenied(String endpoint) {
    assertThatThrownBy(() -> publicOnly.check(URI.create(endpoint)))
        .isInstanceOf(AllowedEndpoints.EndpointDenied.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"metadata.example", "inside.example", "both.example", "six.example"})
  void aNameIsDeniedThatLeadsToOneOfThem(String host) {
    assertThatThrownBy(() -> publicOnly.check(URI.create("https://" + host + "/fhir")))
        .isInstanceOf(AllowedEndpoints.EndpointDenied.class)
        .hasMessageStartingWith("endpoint_denied")
        .hasMessageNotContaining("10.1.2.3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://9.9.9.9/",
        "http://9.9.9.9:8080/fhir",
        "jar:http://9.9.9.9!/",
        "https:///fhir",
        "https://hospital.example@10.0.0.1/fhir",
        "mailto:somebody@hospital.example"
      })
  void onlyPlainWebAddressesAreCalled(String endpoint) {
    assertThatThrownBy(() -> publicOnly.check(URI.create(endpoint)))
        .isInstanceOf(AllowedEndpoints.EndpointDenied.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hospital.example/fhir",
        "https://172.32.0.1/",
        "https://11.0.0.1/",
        "https://[2620:fe::fe]/fhir"
      })
  void publicAddressesAreCalled(String endpoint) {
    assertThatCode(() -> publicOnly.check(URI.create(endpoint))).doesNotThrowAnyException();
  }

  @Test
  void aNetworkThatIsNamedIsAllowedAndItsNeighbourIsNot() throws IOException {
    var house =
        new AllowedEndpoints(List.of(" 10.1.0.0/16", "fd00:1::/32"), AllowedEndpointsTest::resolve);

    house.check(URI.create("https://inside.example/fhir"));
    house.check(URI.create("https://[fd00:1::5]/fhir"));
    house.check(URI.create("http://10.1.0.7/fhir"));

    assertThatThrownBy(() -> house.check(URI.create("https://10.2.0.1/fhir")))
        .isInstanceOf(AllowedEndpoints.EndpointDenied.class);
    assertThatThrownBy(() -> house.check(URI.create("http://metadata.example/")))
        .isInstanceOf(AllowedEndpoints.EndpointDenied.class);
  }

  @Test
  void aNameThatStandsForNothingIsAFailureOfTheNet() {
    assertThatThrownBy(() -> publicOnly.check(URI.create("https://nowhere.example/")))
        .isInstanceOf(UnknownHostException.class);
  }

  private static InetAddress[] resolve(String host) throws UnknownHostException {
    var literal = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    if (literal.contains(":") || literal.matches("[0-9.]+")) {
      return new InetAddress[] {InetAddress.ofLiteral(literal)};
    }
    var addresses = NAMES.get(host);
    if (addresses == null) {
      throw new UnknownHostException(host);
    }
    return Arrays.stream(addresses.toArray(String[]::new))
        .map(InetAddress::ofLiteral)
        .toArray(InetAddress[]::new);
  }
}
