package care.chevet.fhir.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An OpenID provider: discovery, keys, and tokens for the asking. */
public final class TestIssuer extends LocalServer {

  private final RSAKey key = newKey();
  public final AtomicInteger tokensGiven = new AtomicInteger();

  /** What token requests said in their bodies, and how they signed in by header, if so. */
  public final List<String> asked = new CopyOnWriteArrayList<>();

  public final List<String> signedInBy = new CopyOnWriteArrayList<>();

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyID("test").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected void handle(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/.well-known/openid-configuration" ->
          answer(
              exchange,
              200,
              """
              {"issuer":"%s","jwks_uri":"%s/jwks","token_endpoint":"%s/oauth2/token",
               "subject_types_supported":["public"],"response_types_supported":["code"],
               "authorization_endpoint":"%s/authorize"}
              """
                  .formatted(address(), address(), address(), address()));
      case "/jwks" -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
      case "/oauth2/token" -> {
        asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        signedInBy.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
        // After the lists: whoever has seen it rise reads there how it was asked for.
        tokensGiven.incrementAndGet();
        var token = token("fhir-adapter", List.of("chevet"), "feed.read", Duration.ofMinutes(5));
        answer(
            exchange,
            200,
            "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":300}"
                .formatted(token));
      }
      default -> answer(exchange, 404, "{}");
    }
  }

  /** Outlives a run of all tests: one that is shared is asked for once. */
  public String hospitalToken(String client) {
    return token(client, List.of("chevet"), "system/*.cruds", Duration.ofHours(1));
  }

  public String token(String client, List<String> audience, String scope, Duration life) {
    return signed(key, client, audience, scope, life);
  }

  public String forgedToken(String client) {
    return signed(newKey(), client, List.of("chevet"), "system/*.cruds", Duration.ofMinutes(5));
  }

  private String signed(
      RSAKey with, String client, List<String> audience, String scope, Duration life) {
    try {
      var now = Instant.now();
      var claims =
          new JWTClaimsSet.Builder()
              .issuer(address().toString())
              .subject(client)
              .audience(audience)
              .claim("scope", List.of(scope.split(" ", -1)))
              .jwtID(UUID.randomUUID().toString())
              .issueTime(Date.from(now))
              .expirationTime(Date.from(now.plus(life)))
              .build();
      var jwt =
          new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(), claims);
      jwt.sign(new RSASSASigner(with));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
