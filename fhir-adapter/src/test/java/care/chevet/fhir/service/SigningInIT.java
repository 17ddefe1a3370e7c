package care.chevet.fhir.service;

import static care.chevet.fhir.support.Surroundings.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.chevet.fhir.support.Database;
import care.chevet.fhir.support.Surroundings;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the adapter says who it is at the identity provider. */
final class SigningInIT {

  private final Surroundings around = new Surroundings();
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    around.close();
  }

  @Test
  void withAKeyItSignsWhoItIsAndShowsNoSecret() throws Exception {
    var key = new ECKeyGenerator(Curve.P_256).keyID("adapter").generate();
    var file = Files.writeString(folder.resolve("key.json"), key.toJSONString());
    try (var adapter = around.bare(Database.fresh()).with("chevet.client-key-file", file).start()) {
      await().atMost(SOON).until(() -> around.issuer.tokensGiven.get() > 0);

      var form = form(around.issuer.asked.getFirst());
      var assertion = SignedJWT.parse(form.get("client_assertion"));
      var claims = assertion.getJWTClaimsSet();
      assertThat(assertion.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
      assertThat(assertion.getHeader().getKeyID()).isEqualTo("adapter");
      assertThat(assertion.verify(new ECDSAVerifier(key.toECPublicKey()))).isTrue();
      assertThat(claims.getIssuer()).isEqualTo("fhir-adapter");
      assertThat(claims.getSubject()).isEqualTo("fhir-adapter");
      assertThat(claims.getAudience())
          .isEqualTo(List.of(around.issuer.address() + "/oauth2/token"));
      assertThat(claims.getJWTID()).isNotEmpty();
      assertThat(claims.getExpirationTime().toInstant())
          .isBefore(Instant.now().plus(Duration.ofMinutes(5)));
      assertThat(around.issuer.signedInBy).isEmpty();
      assertThat(adapter.address()).isNotNull();
    }
  }

  @Test
  void withASecretItShowsTheSecret() {
    try (var adapter = around.bare(Database.fresh()).start()) {
      await().atMost(SOON).until(() -> around.issuer.tokensGiven.get() > 0);
      assertThat(around.issuer.signedInBy.getFirst()).startsWith("Basic ");
      assertThat(around.issuer.asked.getFirst()).doesNotContain("client_assertion");
      assertThat(adapter.address()).isNotNull();
    }
  }

  private static Map<String, String> form(String body) {
    return Arrays.stream(body.split("&", -1))
        .map(field -> field.split("=", 2))
        .collect(
            Collectors.toMap(
                field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
  }
}
