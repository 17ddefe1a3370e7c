package care.chevet.fhir.hospital;

import care.chevet.fhir.ClientAssertion;
import com.nimbusds.jose.jwk.JWK;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The connection to each hospital that has an address: its certificates, its sign-in, its client.
 */
public final class HospitalConnections {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final Map<String, HospitalClient> clients = new HashMap<>();

  HospitalConnections(
      HospitalSettings settings, AllowedEndpoints endpoints, Duration callTimeout, Clock clock) {
    for (var entry : settings.hospitals()) {
      var base = entry.baseUrl();
      if (base != null) {
        var tls = Optional.ofNullable(entry.tls()).map(HospitalTls::of);
        var http = http(tls);
        var access =
            new HospitalClient.Access(
                base,
                endpoints,
                credentials(entry.signIn(), endpoints, http, clock),
                tls.flatMap(HospitalTls::clientCertificateEnds));
        clients.put(entry.finess(), new HospitalClient(http, access, callTimeout, clock));
      }
    }
  }

  public Optional<HospitalClient> to(String finess) {
    return Optional.ofNullable(clients.get(finess));
  }

  static HttpClient http(Optional<HospitalTls> tls) {
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // Where a redirect leads nobody has looked.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT);
    tls.map(HospitalTls::context).ifPresent(builder::sslContext);
    return builder.build();
  }

  private static Credentials credentials(
      HospitalSettings.@Nullable SignIn signIn,
      AllowedEndpoints endpoints,
      HttpClient http,
      Clock clock) {
    if (signIn == null) {
      return new Credentials.Unchanging(Optional.empty());
    }
    var tokenUrl = signIn.tokenUrl();
    var clientId = signIn.clientId();
    if (tokenUrl == null || clientId == null) {
      return new Credentials.Unchanging(Optional.ofNullable(signIn.bearer()));
    }
    var registration =
        new BackendServices.Registration(tokenUrl, clientId, key(signIn), signIn.scope());
    return new BackendServices(registration, endpoints, http, clock);
  }

  private static JWK key(HospitalSettings.SignIn signIn) {
    var file = signIn.keyFile();
    if (file == null) {
      throw new IllegalArgumentException("a sign-in by assertion has a key file");
    }
    return ClientAssertion.key(file);
  }
}
