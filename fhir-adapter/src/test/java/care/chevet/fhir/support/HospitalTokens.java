package care.chevet.fhir.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A hospital's token endpoint, strict in what SMART Backend Services asks of an assertion. */
public final class HospitalTokens extends LocalServer {

  private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final JWK registered;
  private final Set<String> valid = ConcurrentHashMap.newKeySet();
  private final Set<String> used = ConcurrentHashMap.newKeySet();
  public final List<String> algorithms = new CopyOnWriteArrayList<>();
  public final AtomicInteger given = new AtomicInteger();

  public HospitalTokens(JWK registered) {
    this.registered = registered;
  }

  public URI tokenUrl() {
    return URI.create(address() + "/token");
  }

  public boolean valid(String token) {
    return valid.contains(token);
  }

  public void withdrawAll() {
    algorithms.clear();
    valid.clear();
  }

  @Override
  protected void handle(HttpExchange exchange) throws IOException {
    var form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    if (!acceptable(form)) {
      answer(exchange, 400, "{\"error\":\"invalid_client\"}");
      return;
    }
    var token = UUID.randomUUID().toString();
    valid.add(token);
    given.incrementAndGet();
    answer(
        exchange,
        200,
        "{\"access_token\":\"%s\",\"token_type\":\"bearer\",\"expires_in\":300}".formatted(token));
  }

  private boolean acceptable(Map<String, String> form) {
    try {
      var jwt = SignedJWT.parse(form.get("client_assertion"));
      var claims = jwt.getJWTClaimsSet();
      algorithms.add(jwt.getHeader().getAlgorithm().getName());
      var verifier =
          registered.getKeyType().getValue().equals("EC")
              ? new ECDSAVerifier(registered.toECKey())
              : new RSASSAVerifier(registered.toRSAKey());
      var life = Duration.between(Instant.now(), claims.getExpirationTime().toInstant());
      return form.get("grant_type").equals("client_credentials")
          && form.get("client_assertion_type").equals(ASSERTION)
          && form.get("scope").startsWith("system/")
          && jwt.getHeader().getKeyID().equals(registered.getKeyID())
          && jwt.verify(verifier)
          && claims.getIssuer().equals("chevet-at-brenne")
          && claims.getSubject().equals("chevet-at-brenne")
          && claims.getAudience().equals(List.of(tokenUrl().toString()))
          && life.isPositive()
          && life.compareTo(Duration.ofMinutes(5)) <= 0
          && used.add(claims.getJWTID());
    } catch (ParseException | JOSEException e) {
      return false;
    }
  }

  private static Map<String, String> form(String body) {
    return Stream.of(body.split("&", -1))
        .map(field -> field.split("=", 2))
        .collect(
            Collectors.toMap(
                field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
  }
}
