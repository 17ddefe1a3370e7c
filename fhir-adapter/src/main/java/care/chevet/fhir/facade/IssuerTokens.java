package care.chevet.fhir.facade;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * The tokens of one issuer. Its keys are sought at the first token, so that we start without it; an
 * issuer that is down is our fault to the caller, not the token's.
 */
final class IssuerTokens implements JwtDecoder {

  static final String AUDIENCE = "chevet";

  private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

  private final URI issuer;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable JwtDecoder decoder;

  IssuerTokens(URI issuer) {
    this.issuer = issuer;
  }

  @Override
  public Jwt decode(String token) {
    try {
      return decoder().decode(token);
    } catch (BadJwtException e) {
      throw e;
    } catch (JwtException | IllegalArgumentException | IllegalStateException e) {
      throw new AuthenticationServiceException("the issuer's keys are not reachable", e);
    }
  }

  private JwtDecoder decoder() {
    var ready = decoder;
    if (ready != null) {
      return ready;
    }
    lock.lock();
    try {
      var made = decoder;
      if (made == null) {
        made = discovered();
        decoder = made;
      }
      return made;
    } finally {
      lock.unlock();
    }
  }

  private JwtDecoder discovered() {
    var nimbus =
        NimbusJwtDecoder.withIssuerLocation(issuer.toString())
            .jwsAlgorithms(algorithms ->
                algorithms.addAll(
                    List.of(
                        SignatureAlgorithm.RS256,
                        SignatureAlgorithm.RS384,
                        SignatureAlgorithm.ES256,
                        SignatureAlgorithm.ES384)))
            .build();
    nimbus.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            new JwtTimestampValidator(CLOCK_SKEW),
            new JwtIssuerValidator(issuer.toString()),
            new JwtClaimValidator<List<String>>(
                "aud", audience -> audience != null && audience.contains(AUDIENCE))));
    return nimbus;
  }
}
