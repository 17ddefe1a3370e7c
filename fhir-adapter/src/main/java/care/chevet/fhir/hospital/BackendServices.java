package care.chevet.fhir.hospital;

import care.chevet.fhir.ClientAssertion;
import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Access tokens of a hospital that asks for a signed assertion in place of a secret.
 *
 * <p>Source: SMART App Launch 2.2 §4, Backend Services; RFC 7523.
 */
final class BackendServices implements Credentials {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration RENEW_BEFORE_EXPIRY = Duration.ofSeconds(30);
  private static final Duration LIFETIME_WHEN_UNSTATED = Duration.ofMinutes(1);

  private record Token(String value, Instant renewAt) {}

  /**
   * Who we are at the hospital.
   *
   * @param key private key, RSA or EC P-384, its key id as registered there
   */
  record Registration(URI tokenUrl, String clientId, JWK key, String scope) {

    @Override
    public String toString() {
      return "Registration[" + clientId + "]";
    }
  }

  private final Registration registration;
  private final AllowedEndpoints endpoints;
  private final HttpClient http;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Token current;

  BackendServices(
      Registration registration, AllowedEndpoints endpoints, HttpClient http, Clock clock) {
    this.registration = registration;
    this.endpoints = endpoints;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public Optional<String> bearer() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      var token = current;
      if (token == null || !clock.instant().isBefore(token.renewAt())) {
        token = fetch();
        current = token;
      }
      return Optional.of(token.value());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean forget(String refused) {
    lock.lock();
    try {
      if (current != null && current.value().equals(refused)) {
        current = null;
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private Token fetch() throws IOException, InterruptedException {
    var form =
        new ClientAssertion(registration.clientId(), registration.key(), registration.tokenUrl())
            .form(registration.scope(), clock.instant());
    var request =
        HttpRequest.newBuilder(registration.tokenUrl())
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(encoded(form)))
            .build();
    endpoints.check(registration.tokenUrl());
    var response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("the hospital's token endpoint answered " + response.statusCode());
    }
    try {
      var answer = JsonMapper.shared().readTree(response.body());
      var lifetime =
          answer.path("expires_in").isNumber()
              ? Duration.ofSeconds(answer.path("expires_in").asLong())
              : LIFETIME_WHEN_UNSTATED;
      var margin = lifetime.compareTo(RENEW_BEFORE_EXPIRY.multipliedBy(2)) > 0;
      var usable = margin ? lifetime.minus(RENEW_BEFORE_EXPIRY) : lifetime.dividedBy(2);
      return new Token(answer.required("access_token").asString(), clock.instant().plus(usable));
    } catch (JacksonException e) {
      throw new IOException("the hospital's token endpoint answered without a token", e);
    }
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
