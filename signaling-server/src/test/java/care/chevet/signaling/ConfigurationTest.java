package care.chevet.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import care.chevet.signaling.event.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationTest {
  private static final String KEY =
      "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"k\",\"d\":\"%s\"}"
          .formatted("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI");

  @TempDir private Path folder;

  private static Configuration severalNodesWith(String name, String value) {
    Map<String, String> environment = new HashMap<>();
    environment.put("CHEVET_ROOM_EVENTS_URL", "http://localhost:8080/api/v1/rooms");
    environment.put("CHEVET_TOKEN_URL", "http://localhost:8084/oauth2/token");
    environment.put("CHEVET_REDIS_URL", "redis://localhost");
    environment.put(name, value);
    return Configuration.from(environment);
  }

  @Test
  void nodesMayShareAKeyInsteadOfASecret() throws IOException {
    Path file = Files.writeString(folder.resolve("client-key.json"), KEY);
    Credentials credentials =
        severalNodesWith("CHEVET_CLIENT_KEY_FILE", file.toString())
            .client()
            .orElseThrow()
            .credentials();
    assertThat(credentials).isInstanceOf(Credentials.Key.class);
    assertThat(credentials.clientId()).isEqualTo("signaling-server");
    assertThat(credentials.heldByAllNodes()).isNotEmpty();

    assertThat(
            severalNodesWith("CHEVET_CLIENT_SECRET", "secret").client().orElseThrow().credentials())
        .isEqualTo(new Credentials.Secret("signaling-server", "secret"));
  }

  @Test
  void nodesThatShareNothingAndAKeyThatCannotBeReadAreRefused() {
    assertThatExceptionOfType(Configuration.Invalid.class)
        .isThrownBy(() -> severalNodesWith("CHEVET_CLIENT_SECRET", ""))
        .withMessageContaining("CHEVET_CLIENT_KEY_FILE or CHEVET_CLIENT_SECRET");
    assertThatExceptionOfType(Configuration.Invalid.class)
        .isThrownBy(
            () -> severalNodesWith("CHEVET_CLIENT_KEY_FILE", folder.resolve("none").toString()))
        .withMessageContaining("none");
  }
}
