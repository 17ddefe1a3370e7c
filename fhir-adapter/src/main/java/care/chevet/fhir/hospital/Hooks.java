package care.chevet.fhir.hospital;

import care.chevet.fhir.hospital.AllowedEndpoints.EndpointDenied;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Our calls to the endpoints that hospitals name in subscriptions, with the certificates of each
 * hospital. The address is judged before each call, while the name's resolution is still the one
 * that the connection will use; redirects are not followed, and answers not read.
 */
public final class Hooks {

  private final Map<String, HttpClient> clients = new HashMap<>();
  private final AllowedEndpoints endpoints;
  private final Duration timeout;

  Hooks(HospitalSettings settings, AllowedEndpoints endpoints, Duration timeout) {
    this.endpoints = endpoints;
    this.timeout = timeout;
    for (var entry : settings.hospitals()) {
      var tls = Optional.ofNullable(entry.tls()).map(HospitalTls::of);
      clients.put(entry.finess(), HospitalConnections.http(tls));
    }
  }

  /** Why an endpoint is not called; empty when it may be. */
  public Optional<String> refusal(URI endpoint) {
    if (endpoint.getRawFragment() != null) {
      return Optional.of("an endpoint is an address without fragment");
    }
    try {
      endpoints.check(endpoint);
      return Optional.empty();
    } catch (EndpointDenied e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return Optional.of("the host of the endpoint has no address");
    }
  }

  /** Posts FHIR JSON; answers what went wrong, or nothing when the hospital took it. */
  public Optional<String> post(
      String finess, URI endpoint, Map<String, String> headers, String body)
      throws InterruptedException {
    var client = clients.get(finess);
    var refusal = refusal(endpoint);
    if (client == null || refusal.isPresent()) {
      return refusal.or(() -> Optional.of("the hospital is no longer configured"));
    }
    var request =
        HttpRequest.newBuilder(endpoint)
            .timeout(timeout)
            .header("Content-Type", "application/fhir+json")
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      var status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
      return status / 100 == 2 ? Optional.empty() : Optional.of("it answered " + status);
    } catch (IOException e) {
      return Optional.of("no answer: " + e.getClass().getSimpleName());
    }
  }
}
