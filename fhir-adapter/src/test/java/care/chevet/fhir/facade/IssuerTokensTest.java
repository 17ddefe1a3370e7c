package care.chevet.fhir.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import care.chevet.fhir.support.TestIssuer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;

final class IssuerTokensTest {

  /** A clock that stands still until it is put forward. */
  private static final class StandingClock extends Clock {
    private Instant now = Instant.now();

    void putForward(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final TestIssuer issuer = new TestIssuer();
  private final StandingClock clock = new StandingClock();
  private final IssuerTokens tokens = new IssuerTokens(issuer.address(), clock);

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void aTokenThatWasFoundGoodIsNotReadAgain() {
    var token = issuer.hospitalToken("chu");

    assertThat(tokens.decode(token)).isSameAs(tokens.decode(token));
  }

  @Test
  void aTokenThatWasFoundGoodEndsAllTheSame() {
    var life = Duration.ofMinutes(5);
    var token = issuer.token("chu", List.of("chevet"), "system/*.cruds", life);
    assertThat(tokens.decode(token).getSubject()).isEqualTo("chu");

    clock.putForward(life.plusMinutes(1));

    assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode(token));
  }

  @Test
  void aForgedTokenIsRefusedHoweverOftenItComes() {
    var token = issuer.forgedToken("chu");

    assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode(token));
    assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode(token));
  }
}
