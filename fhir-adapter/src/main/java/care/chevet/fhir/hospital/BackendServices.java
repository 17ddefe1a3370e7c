package care.chevet.fhir.hospital;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
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
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
  private static final Duration ASSERTION_LIFETIME = Duration.ofMinutes(4);
  private static final Duration RENEW_BEFORE_EXPIRY = Duration.ofSeconds(30);
  private static final Duration LIFETIME_WHEN_UNSTATED = Duration.ofMinutes(1);
  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

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
  private final HttpClient http;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Token current;

  BackendServices(Registration registration, HttpClient http, Clock clock) {
    this.registration = registration;
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
        Map.of(
            "grant_type",
            "client_credentials",
            "scope",
            registration.scope(),
            "client_assertion_type",
            ASSERTION_TYPE,
            "client_assertion",
            assertion());
    var request =
        HttpRequest.newBuilder(registration.tokenUrl())
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(encoded(form)))
            .build();
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

  private String assertion() throws IOException {
    var now = clock.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(registration.clientId())
            .subject(registration.clientId())
            .audience(registration.tokenUrl().toString())
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(ASSERTION_LIFETIME)))
            .build();
    try {
      var key = registration.key();
      var header = new JWSHeader.Builder(algorithm(key)).keyID(key.getKeyID()).build();
      var jwt = new SignedJWT(header, claims);
      jwt.sign(signer(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IOException("our assertion cannot be signed", e);
    }
  }

  /** The two algorithms that every SMART server takes. */
  static JWSAlgorithm algorithm(JWK key) {
    return key.getKeyType().getValue().equals("EC") ? JWSAlgorithm.ES384 : JWSAlgorithm.RS384;
  }

  private static JWSSigner signer(JWK key) throws JOSEException {
    return key.getKeyType().getValue().equals("EC")
        ? new ECDSASigner(key.toECKey())
        : new RSASSASigner(key.toRSAKey());
  }
}
