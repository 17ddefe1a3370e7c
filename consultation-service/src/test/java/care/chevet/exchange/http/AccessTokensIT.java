package care.chevet.exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How this service shows an identity provider who it is. */
final class AccessTokensIT {
  private static final String US = "consultation-service";
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration GOOD_FOR_MAX = Duration.ofMinutes(5);

  /** A request for a token as it came. */
  private record Asked(@Nullable String authorization, Map<String, String> form) {
    SignedJWT assertion() throws Exception {
      return SignedJWT.parse(form.get("client_assertion"));
    }
  }

  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final HttpServer provider;
  private final String endpoint;
  @TempDir private Path folder;

  AccessTokensIT() throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext("/oauth2/token", this::giveToken);
    provider.start();
    endpoint = "http://localhost:" + provider.getAddress().getPort() + "/oauth2/token";
  }

  @AfterEach
  void stop() {
    provider.stop(0);
  }

  private void giveToken(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(new Asked(exchange.getRequestHeaders().getFirst("Authorization"), form(body)));
    var answer =
        "{\"access_token\":\"token-%d\",\"token_type\":\"Bearer\",\"expires_in\":300}"
            .formatted(asked.size())
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static Map<String, String> form(String body) {
    return Arrays.stream(body.split("&", -1))
        .map(field -> field.split("=", 2))
        .collect(
            Collectors.toMap(
                field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
  }

  private AccessTokens tokens(String secret, @Nullable Path keyFile) {
    return new AccessTokens(
        new ExchangeSettings("http://localhost:1", endpoint, US, secret, keyFile, SOON));
  }

  private AccessTokens signingWith(JWK key) throws IOException {
    return tokens("", Files.writeString(folder.resolve("key.json"), key.toJSONString()));
  }

  @Test
  void withAKeyItSignsWhoItIsAndShowsNoSecret() throws Exception {
    var key = new ECKeyGenerator(Curve.P_256).keyID("ours").generate();
    assertThat(signingWith(key).current().block(SOON)).isEqualTo("token-1");

    var request = asked.getFirst();
    assertThat(request.authorization()).isNull();
    assertThat(request.form())
        .containsEntry("grant_type", "client_credentials")
        .containsEntry("client_id", US)
        .containsEntry(
            "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
        .doesNotContainKey("client_secret");
    assertThat(request.form().getOrDefault("scope", "").split(" "))
        .containsExactlyInAnyOrder("operations.read", "operations.write");
    isSignedForOneRequest(request, "ES256", new ECDSAVerifier(key.toECPublicKey()));
  }

  @Test
  void anRsaKeySignsToo() throws Exception {
    var key = new RSAKeyGenerator(2048).keyID("ours").generate();
    assertThat(signingWith(key).current().block(SOON)).isEqualTo("token-1");
    isSignedForOneRequest(asked.getFirst(), "RS256", new RSASSAVerifier(key.toRSAPublicKey()));
  }

  private void isSignedForOneRequest(Asked request, String algorithm, JWSVerifier verifier)
      throws Exception {
    var assertion = request.assertion();
    assertThat(assertion.getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
    assertThat(assertion.getHeader().getKeyID()).isEqualTo("ours");
    assertThat(assertion.verify(verifier)).isTrue();
    var claims = assertion.getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo(US);
    assertThat(claims.getSubject()).isEqualTo(US);
    assertThat(claims.getAudience()).containsExactly(endpoint);
    assertThat(claims.getJWTID()).isNotEmpty();
    assertThat(claims.getExpirationTime().toInstant())
        .isAfter(Instant.now())
        .isBefore(Instant.now().plus(GOOD_FOR_MAX));
  }

  @Test
  void aTokenIsKeptAndNoStatementIsMadeTwice() throws Exception {
    var tokens = signingWith(new ECKeyGenerator(Curve.P_256).generate());
    assertThat(tokens.current().block(SOON)).isEqualTo("token-1");
    assertThat(tokens.current().block(SOON)).isEqualTo("token-1");
    tokens.forget().block(SOON);
    assertThat(tokens.current().block(SOON)).isEqualTo("token-2");

    assertThat(asked).hasSize(2);
    assertThat(asked.getFirst().assertion().getJWTClaimsSet().getJWTID())
        .isNotEqualTo(asked.getLast().assertion().getJWTClaimsSet().getJWTID());
  }

  @Test
  void withASecretItShowsTheSecret() {
    assertThat(tokens("secret", null).current().block(SOON)).isEqualTo("token-1");
    assertThat(asked.getFirst().authorization()).startsWith("Basic ");
    assertThat(asked.getFirst().form()).doesNotContainKey("client_assertion");
  }
}
