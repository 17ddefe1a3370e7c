package care.chevet.bench.hospitals;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/** An OpenID provider for machines: discovery, one key, tokens for the asking. */
final class Issuer extends HttpDouble {

  private static final Duration LIFETIME = Duration.ofMinutes(30);
  private static final int KEY_BITS = 2048;

  private final KeyPair keys;

  Issuer() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      keys = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  void handle(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/.well-known/openid-configuration" ->
          answer(
              exchange,
              200,
              """
              {"issuer":"%1$s","jwks_uri":"%1$s/jwks","token_endpoint":"%1$s/token",
               "authorization_endpoint":"%1$s/authorize","subject_types_supported":["public"],
               "response_types_supported":["code"]}
              """
                  .formatted(address()));
      case "/jwks" -> answer(exchange, 200, jwks());
      case "/token" ->
          answer(
              exchange,
              200,
              "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d}"
                  .formatted(token("fhir-adapter", "feed.read"), LIFETIME.toSeconds()));
      default -> answer(exchange, 404, "{}");
    }
  }

  String token(String client, String scope) {
    var now = Instant.now();
    var claims =
        """
        {"iss":"%s","sub":"%s","aud":["chevet"],"scope":["%s"],"iat":%d,"exp":%d,"jti":"%s"}
        """
            .formatted(
                address(),
                client,
                scope,
                now.getEpochSecond(),
                now.plus(LIFETIME).getEpochSecond(),
                UUID.randomUUID());
    var signed = encoded("{\"alg\":\"RS256\",\"kid\":\"bench\"}") + "." + encoded(claims);
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + encoded(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String jwks() {
    var key = (RSAPublicKey) keys.getPublic();
    return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"bench\",\"n\":\"%s\",\"e\":\"%s\"}]}"
        .formatted(
            encoded(unsigned(key.getModulus().toByteArray())),
            encoded(unsigned(key.getPublicExponent().toByteArray())));
  }

  /** Without the leading zero that keeps a number positive: RFC 7518 §2. */
  private static byte[] unsigned(byte[] number) {
    return number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number;
  }

  private static String encoded(String text) {
    return encoded(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
