package care.chevet.attack;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.consultation.Stage;
import care.chevet.testbed.Browser;
import care.chevet.testbed.Issuer;
import care.chevet.testbed.Shared;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Tokens that nobody issued, or not to whoever shows them here now, on every route of machines. */
final class ForgedTokensIT {
  private static final String ANY = UUID.randomUUID().toString();

  /** Each machine route, with the scope that opens it. */
  private static final Map<String, String> ROUTES =
      Map.of(
          "GET /api/v1/feed",
          "feed.read",
          "GET /api/v1/consultations/%s/reports/1/pdf".formatted(ANY),
          "feed.read",
          "GET /api/v1/consultations/%s/prescriptions/1/pdf".formatted(ANY),
          "feed.read",
          "GET /api/v1/audit/verification",
          "operations.read",
          "GET /api/v1/audit/events",
          "audit.read",
          "POST /api/v1/rooms/%s/events".formatted(ANY),
          "rooms.write",
          "PUT /api/v1/residents/%s/hospital-records/%s".formatted(ANY, Stage.BRENNE),
          "records.write",
          "PUT /api/v1/residents/%s/hospital-appointments/%s".formatted(ANY, Stage.BRENNE),
          "records.write",
          "POST /api/v1/deliveries",
          "deliveries.write");

  private static final RSAKey ISSUERS = Shared.ISSUER.key();

  private static Map<String, String> forged(String scope) throws JOSEException {
    var strangers = new RSAKeyGenerator(2048).keyID(ISSUERS.getKeyID()).generate();
    var unknown = new RSAKeyGenerator(2048).keyID("unknown").generate();
    var past = Date.from(Instant.now().minusSeconds(60));
    var future = Date.from(Instant.now().plusSeconds(120));
    var tokens = new LinkedHashMap<String, String>();
    tokens.put("expired", sound(scope, claims -> claims.expirationTime(past)));
    tokens.put("without an end", sound(scope, claims -> claims.expirationTime(null)));
    tokens.put("not yet valid", sound(scope, claims -> claims.notBeforeTime(future)));
    tokens.put("for another audience", sound(scope, claims -> claims.audience("elsewhere")));
    tokens.put("for no audience", sound(scope, claims -> claims.audience((String) null)));
    tokens.put("of another issuer", sound(scope, claims -> claims.issuer("http://localhost:1")));
    tokens.put("of no issuer", sound(scope, claims -> claims.issuer(null)));
    tokens.put("alg none", new PlainJWT(claims(scope)).serialize());
    tokens.put("alg none, as a signed one", new PlainJWT(claims(scope)).serialize() + "e30");
    tokens.put("public key as secret", publicKeyAsSecret(scope));
    tokens.put("a stranger's key under our name", signed(scope, header(ISSUERS), strangers));
    tokens.put("an unknown key", signed(scope, header(unknown), unknown));
    tokens.put("a key that it brings along", bringsItsKey(scope, strangers));
    tokens.put("a key that lies where it says", saysWhereItsKeyLies(scope, strangers));
    tokens.put("another algorithm", signed(scope, other(JWSAlgorithm.RS512), ISSUERS));
    tokens.put("another padding", signed(scope, other(JWSAlgorithm.PS256), ISSUERS));
    tokens.put("more scope than was signed", tampered(scope));
    tokens.put("no signature", withoutSignature(scope));
    tokens.put("no token", "x");
    return tokens;
  }

  @Test
  void noneOfThemOpensAnyRoute() throws JOSEException {
    try (var elsewhere = Issuer.start()) {
      for (var route : ROUTES.entrySet()) {
        var tokens = forged(route.getValue());
        tokens.put("of an issuer of its own", elsewhere.token("fhir-adapter", route.getValue()));
        for (var token : tokens.entrySet()) {
          var said = route.getKey() + " " + token.getKey();
          var answer = call(route.getKey(), token.getValue());
          assertThat(answer.status()).as(said).isEqualTo(401);
          assertThat(answer.code()).as(said).isEqualTo("token_invalid");
          assertThat(answer.header("WWW-Authenticate")).as(said).isPresent();
        }
        // The routes are there, and a sound token is let in.
        var sound = call(route.getKey(), sound(route.getValue(), UnaryOperator.identity()));
        assertThat(sound.status()).as(route.getKey()).isNotIn(401, 403);
      }
    }
  }

  private static Browser.Answer call(String route, String token) {
    var space = route.indexOf(' ');
    var method = route.substring(0, space);
    var machine = Shared.browser();
    var request =
        machine
            .request(route.substring(space + 1))
            .setHeader("Accept", "*/*")
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json");
    return machine.send(
        request.method(
            method,
            method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}")));
  }

  private static String sound(String scope, UnaryOperator<JWTClaimsSet.Builder> change) {
    return Shared.ISSUER.token(claims -> change.apply(claims.claim("scope", scope)));
  }

  private static JWTClaimsSet claims(String scope) {
    return new JWTClaimsSet.Builder()
        .issuer(Shared.ISSUER.url())
        .subject("fhir-adapter")
        .audience("chevet")
        .claim("scope", scope)
        .expirationTime(Date.from(Instant.now().plusSeconds(120)))
        .build();
  }

  private static JWSHeader header(RSAKey key) {
    return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
  }

  private static JWSHeader other(JWSAlgorithm algorithm) {
    return new JWSHeader.Builder(algorithm).keyID(ISSUERS.getKeyID()).build();
  }

  private static String signed(String scope, JWSHeader header, RSAKey key) throws JOSEException {
    return signed(scope, header, new RSASSASigner(key));
  }

  private static String signed(String scope, JWSHeader header, JWSSigner signer)
      throws JOSEException {
    var token = new SignedJWT(header, claims(scope));
    token.sign(signer);
    return token.serialize();
  }

  private static String publicKeyAsSecret(String scope) throws JOSEException {
    return signed(
        scope, other(JWSAlgorithm.HS256), new MACSigner(ISSUERS.toRSAPublicKey().getEncoded()));
  }

  private static String bringsItsKey(String scope, RSAKey key) throws JOSEException {
    return signed(
        scope, new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(key.toPublicJWK()).build(), key);
  }

  private static String saysWhereItsKeyLies(String scope, RSAKey key) throws JOSEException {
    return signed(
        scope,
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .keyID(key.getKeyID())
            .jwkURL(URI.create("http://localhost:1/keys"))
            .build(),
        key);
  }

  private static String tampered(String scope) {
    var parts = sound("nothing", UnaryOperator.identity()).split("\\.", -1);
    var payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    var changed = payload.replace("\"nothing\"", "\"" + scope + "\"");
    return parts[0]
        + "."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(changed.getBytes(StandardCharsets.UTF_8))
        + "."
        + parts[2];
  }

  private static String withoutSignature(String scope) {
    var token = sound(scope, UnaryOperator.identity());
    return token.substring(0, token.lastIndexOf('.') + 1);
  }
}
