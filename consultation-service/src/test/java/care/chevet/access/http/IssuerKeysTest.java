package care.chevet.access.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

final class IssuerKeysTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2031-01-02T09:00:00Z"));
  private final AtomicReference<List<String>> published = new AtomicReference<>(List.of("first"));
  private final AtomicInteger readings = new AtomicInteger();
  private final IssuerKeys keys = new IssuerKeys(Mono.fromCallable(this::read), now::get);
  private boolean silent;

  private JWKSet read() throws JOSEException {
    readings.incrementAndGet();
    if (silent) {
      throw new IllegalStateException("silent");
    }
    return new JWKSet(published.get().stream().map(IssuerKeysTest::key).toList());
  }

  private static JWK key(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate().toPublicJWK();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> forTokenOf(String key) {
    var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key).build();
    var token = new SignedJWT(header, new JWTClaimsSet.Builder().build());
    return keys.apply(token).map(JWK::getKeyID).collectList().block();
  }

  private void later(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  @Test
  void theyAreReadOnceForManyTokens() {
    for (int i = 0; i < 10; i++) {
      assertThat(forTokenOf("first")).containsExactly("first");
    }
    assertThat(readings).hasValue(1);
  }

  @Test
  void aNewKeyIsLearntAtOnceAndTheOneThatLeftIsGoneWithIt() {
    forTokenOf("first");
    published.set(List.of("second"));
    assertThat(forTokenOf("second")).containsExactly("second");
    assertThat(forTokenOf("first")).containsExactly("second");
  }

  @Test
  void aKeyThatLeftIsWorthNothingSoonEvenIfNoOtherIsUsed() {
    forTokenOf("first");
    published.set(List.of("second"));
    assertThat(forTokenOf("first")).containsExactly("first");
    later(IssuerKeys.BELIEVED);
    assertThat(forTokenOf("first")).containsExactly("second");
  }

  @Test
  void tokensOfUnknownKeysDoNotMakeItReadWithoutEnd() {
    forTokenOf("first");
    for (int i = 0; i < 10 * IssuerKeys.READINGS_A_MINUTE_MAX; i++) {
      forTokenOf("forged-" + i);
    }
    // The bucket fills a little while the loop runs.
    assertThat(readings.get()).isLessThan(2 * IssuerKeys.READINGS_A_MINUTE_MAX);
    assertThat(forTokenOf("first")).containsExactly("first");
  }

  @Test
  void whileTheProviderIsSilentTheLastAreBelievedAndNotForGood() {
    forTokenOf("first");
    silent = true;
    later(IssuerKeys.BELIEVED.plusSeconds(1));
    assertThat(forTokenOf("first")).containsExactly("first");
    later(IssuerKeys.BELIEVED_IN_SILENCE);
    assertThatThrownBy(() -> forTokenOf("first")).isInstanceOf(IllegalStateException.class);
  }
}
