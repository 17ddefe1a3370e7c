package care.chevet.access;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.testbed.Browser.Answer;
import care.chevet.testbed.Issuer;
import care.chevet.testbed.Shared;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What machines may reach, and which tokens are none. */
final class MachineIT {

  private static Answer feed(String token) {
    return Shared.browser().get("/api/v1/feed", Map.of("Authorization", "Bearer " + token));
  }

  private static void isRefused(String token) {
    var answer = feed(token);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("token_invalid");
    assertThat(answer.header("WWW-Authenticate").orElseThrow()).startsWith("Bearer");
  }

  @Test
  void aTokenWithTheScopeOpensTheFeed() {
    assertThat(feed(Shared.ISSUER.token("fhir-adapter", "feed.read")).status()).isEqualTo(200);
  }

  @Test
  void aTokenWithAnotherScopeDoesNot() {
    var answer = feed(Shared.ISSUER.token("signaling-server", "rooms.write"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("scope_missing");
  }

  @Test
  void aMachineReadsNoPersonsPages() {
    var token = Shared.ISSUER.token("fhir-adapter", "feed.read", "records.write");
    var answer =
        Shared.browser().get("/api/v1/residents", Map.of("Authorization", "Bearer " + token));
    assertThat(answer.code()).isEqualTo("scope_missing");
  }

  @Test
  void aPersonReadsNoFeed() {
    var answer = Shared.signedIn("olivier.roche").get("/api/v1/feed");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("forbidden");
  }

  @Test
  void aTokenForAnotherAudienceIsRefused() {
    isRefused(Shared.ISSUER.token(claims -> claims.audience("elsewhere")));
    isRefused(Shared.ISSUER.token(claims -> claims.audience((String) null)));
  }

  @Test
  void aTokenOfAnotherIssuerIsRefused() {
    isRefused(Shared.ISSUER.token(claims -> claims.issuer("http://localhost:1")));
    try (var other = Issuer.start()) {
      isRefused(other.token("fhir-adapter", "feed.read"));
    }
  }

  @Test
  void aTokenOutOfItsTimeIsRefused() {
    var past = Date.from(Instant.now().minusSeconds(60));
    isRefused(Shared.ISSUER.token(claims -> claims.expirationTime(past)));
    isRefused(Shared.ISSUER.token(claims -> claims.expirationTime(null)));
    var future = Date.from(Instant.now().plusSeconds(120));
    isRefused(Shared.ISSUER.token(claims -> claims.notBeforeTime(future)));
  }

  @Test
  void aTokenNobodySignedIsRefused() throws JOSEException {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(Shared.ISSUER.url())
            .audience("chevet")
            .claim("scope", "feed.read")
            .expirationTime(Date.from(Instant.now().plusSeconds(60)))
            .build();
    isRefused(new PlainJWT(claims).serialize());
    var forged =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(Shared.ISSUER.key().getKeyID()).build(),
            claims);
    forged.sign(new MACSigner(Shared.ISSUER.key().toRSAPublicKey().getEncoded()));
    isRefused(forged.serialize());
    isRefused("not-a-token");
  }

  @Test
  void aNewKeyOfTheIssuersIsLearntWithoutARestart() {
    assertThat(feed(Shared.ISSUER.token("fhir-adapter", "feed.read")).status()).isEqualTo(200);
    var before = Shared.ISSUER.token("fhir-adapter", "feed.read");
    Shared.ISSUER.rotateKey();
    assertThat(feed(Shared.ISSUER.token("fhir-adapter", "feed.read")).status()).isEqualTo(200);
    // It is published no more.
    isRefused(before);
  }
}
