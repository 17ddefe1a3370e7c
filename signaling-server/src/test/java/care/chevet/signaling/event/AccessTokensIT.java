package care.chevet.signaling.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How the server shows an identity provider who it is. */
final class AccessTokensIT {
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  /** A request for a token as it came. */
  private record Asked(@Nullable String authorization, Map<String, String> form) {}

  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final HttpServer provider;
  private final URI endpoint;

  AccessTokensIT() throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext("/token", this::token);
    provider.start();
    endpoint = URI.create("http://127.0.0.1:" + provider.getAddress().getPort() + "/token");
  }

  @AfterEach
  void stop() {
    provider.stop(0);
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(
        new Asked(
            exchange.getRequestHeaders().getFirst("Authorization"),
            Arrays.stream(body.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> decoded(field[1])))));
    byte[] answer = "{\"access_token\":\"t\",\"expires_in\":300}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private Asked asks(Credentials credentials) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      AccessTokens tokens =
          new AccessTokens(() -> http, endpoint, credentials, InstantSource.fixed(NOW));
      assertThat(tokens.token()).isEqualTo("t");
    }
    return asked.getLast();
  }

  @Test
  void whoHasAKeySignsWhoItIsForThisProviderAloneAndShowsNoSecret() throws Exception {
    KeyPair pair = pair();
    Credentials ours = new Credentials.Key("signaling-server", ClientKey.parse(jwk(pair)));

    Asked first = asks(ours);

    assertThat(first.authorization).isNull();
    assertThat(first.form)
        .containsEntry("grant_type", "client_credentials")
        .containsEntry("scope", "rooms.write")
        .containsEntry("client_id", "signaling-server")
        .containsEntry(
            "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
        .doesNotContainKey("client_secret");
    String assertion = first.form.get("client_assertion");
    assertThat(isSignedBy(pair, assertion)).isTrue();
    assertThat(isSignedBy(pair(), assertion)).isFalse();
    assertThat(part(assertion, 0).path("alg").stringValue()).isEqualTo("ES256");
    assertThat(part(assertion, 0).path("kid").stringValue()).isEqualTo("key-7");
    JsonNode claims = part(assertion, 1);
    assertThat(claims.path("iss").stringValue()).isEqualTo("signaling-server");
    assertThat(claims.path("sub").stringValue()).isEqualTo("signaling-server");
    assertThat(claims.path("aud").stringValue()).isEqualTo(endpoint.toString());
    assertThat(claims.path("iat").longValue()).isEqualTo(NOW.getEpochSecond());
    assertThat(claims.path("exp").longValue())
        .isEqualTo(NOW.plus(ClientKey.GOOD_FOR).getEpochSecond());

    JsonNode second = part(asks(ours).form.get("client_assertion"), 1);
    assertThat(second.path("jti")).as("good for once").isNotEqualTo(claims.path("jti"));
  }

  @Test
  void whoHasASecretShowsIt() throws Exception {
    Asked request = asks(new Credentials.Secret("signaling-server", "a secret"));
    String both =
        Base64.getEncoder()
            .encodeToString("signaling-server:a+secret".getBytes(StandardCharsets.UTF_8));
    assertThat(request.authorization).isEqualTo("Basic " + both);
    assertThat(request.form).doesNotContainKey("client_assertion");
  }

  @Test
  void whatIsNoPrivateKeyOfTheCurveIsNotTaken() {
    for (String no :
        List.of(
            "no json",
            "{\"kty\":\"RSA\",\"n\":\"AQ\",\"e\":\"AQAB\"}",
            "{\"kty\":\"EC\",\"crv\":\"P-384\",\"d\":\"AQ\"}",
            "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\"}")) {
      assertThatIllegalArgumentException()
          .as(no)
          .isThrownBy(() -> ClientKey.parse(no.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static KeyPair pair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static byte[] jwk(KeyPair pair) {
    byte[] number = ((ECPrivateKey) pair.getPrivate()).getS().toByteArray();
    return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"key-7\",\"d\":\"%s\"}"
        .formatted(Base64.getUrlEncoder().withoutPadding().encodeToString(number))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isSignedBy(KeyPair pair, String jwt) throws GeneralSecurityException {
    int last = jwt.lastIndexOf('.');
    Signature es256 = Signature.getInstance("SHA256withECDSAinP1363Format");
    es256.initVerify(pair.getPublic());
    es256.update(jwt.substring(0, last).getBytes(StandardCharsets.US_ASCII));
    return es256.verify(Base64.getUrlDecoder().decode(jwt.substring(last + 1)));
  }

  private static JsonNode part(String jwt, int index) {
    return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[index]));
  }
}
