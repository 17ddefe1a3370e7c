package care.chevet.exchange.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Which ways of saying who we are let the service start. */
final class ExchangeSettingsTest {
  @TempDir private Path folder;

  private static ExchangeSettings connectedWith(Map<String, String> more) {
    var properties = new HashMap<>(more);
    properties.put("chevet.exchanges.url", "http://localhost:8082");
    properties.put("chevet.exchanges.token-url", "http://localhost:8084/oauth2/token");
    return new Binder(new MapConfigurationPropertySource(properties))
        .bind("chevet.exchanges", ExchangeSettings.class)
        .get();
  }

  private static void refusedWith(Path file, String why) {
    var settings = connectedWith(Map.of("chevet.exchanges.client-key-file", file.toString()));
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> new AccessTokens(settings))
        .withMessageContaining(why)
        .withMessageContaining(file.toString());
  }

  @Test
  void aSecretOrAKeyIsEnough() throws Exception {
    var secret = connectedWith(Map.of("chevet.exchanges.client-secret", "s3cret"));
    assertThat(secret.clientSecret()).isEqualTo("s3cret");
    assertThat(secret.toString()).doesNotContain("s3cret");

    var key = new ECKeyGenerator(Curve.P_256).generate().toJSONString();
    var file = Files.writeString(folder.resolve("key.json"), key);
    var signing = connectedWith(Map.of("chevet.exchanges.client-key-file", file.toString()));
    assertThat(signing.clientKeyFile()).isEqualTo(file);
    assertThat(new AccessTokens(signing)).isNotNull();
  }

  @Test
  void withNeitherTheStartIsRefused() {
    assertThatExceptionOfType(BindException.class)
        .isThrownBy(() -> connectedWith(Map.of()))
        .havingRootCause()
        .withMessageContaining("chevet.exchanges.client-key-file")
        .withMessageContaining("chevet.exchanges.client-secret");
  }

  @Test
  void withoutAnAddressNobodyHasToBeSaid() {
    var properties = Map.of("chevet.exchanges.url", "");
    var settings =
        new Binder(new MapConfigurationPropertySource(properties))
            .bind("chevet.exchanges", ExchangeSettings.class)
            .get();
    assertThat(settings.connected()).isFalse();
  }

  @Test
  void aFileThatHoldsNoKeyThatSignsIsRefused() throws Exception {
    refusedWith(folder.resolve("none.json"), "cannot be read");
    refusedWith(written("no json"), "is not a JSON Web Key");
    var known = new ECKeyGenerator(Curve.P_256).generate().toPublicJWK().toJSONString();
    refusedWith(written(known), "private key");
    var shared = new OctetSequenceKeyGenerator(256).generate().toJSONString();
    refusedWith(written(shared), "private key");
    var unnamed = new ECKeyGenerator(Curve.P_521).generate().toJSONString();
    refusedWith(written(unnamed), "EC on P-256");
  }

  private Path written(String text) throws IOException {
    return Files.writeString(folder.resolve("key.json"), text);
  }
}
