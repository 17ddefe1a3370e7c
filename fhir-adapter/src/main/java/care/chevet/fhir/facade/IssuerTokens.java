package care.chevet.fhir.facade;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Clock;
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
 * issuer that is down is our fault to the caller, not the token's. Who asks again with a token that
 * was found good is taken at that word for a minute, and never past the token's own end: reading
 * the signature anew each time cost a fifth of a read.
 */
final class IssuerTokens implements JwtDecoder {

  static final String AUDIENCE = "chevet";

  private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);
  private static final Duration TAKEN_AT_ITS_WORD = Duration.ofMinutes(1);
  private static final int TOKENS_MAX = 1_000;

  private final URI issuer;
  private final JwtTimestampValidator times = new JwtTimestampValidator(CLOCK_SKEW);
  private final Cache<String, Jwt> found =
      Caffeine.newBuilder().maximumSize(TOKENS_MAX).expireAfterWrite(TAKEN_AT_ITS_WORD).build();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable JwtDecoder decoder;

  IssuerTokens(URI issuer, Clock clock) {
    this.issuer = issuer;
    times.setClock(clock);
  }

  @Override
  public Jwt decode(String token) {
    var known = found.getIfPresent(token);
    if (known != null && !times.validate(known).hasErrors()) {
      return known;
    }
    try {
      var read = decoder().decode(token);
      found.put(token, read);
      return read;
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
            times,
            new JwtIssuerValidator(issuer.toString()),
            new JwtClaimValidator<List<String>>(
                "aud", audience -> audience != null && audience.contains(AUDIENCE))));
    return nimbus;
  }
}
