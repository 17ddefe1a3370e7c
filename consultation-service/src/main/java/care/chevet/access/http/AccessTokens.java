package care.chevet.access.http;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSecurityContextJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/** Checks the access tokens of machines: algorithm, signature, issuer, audience and time. */
final class AccessTokens {
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);
  private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

  private AccessTokens() {}

  static ReactiveJwtDecoder decoder(
      SignInSettings settings, IdentityProvider provider, InstantSource clock) {
    var decoder =
        NimbusReactiveJwtDecoder.withJwkSource(new IssuerKeys(provider.keys(), clock))
            .jwtProcessorCustomizer(tokens -> {
              tokens.setJWSTypeVerifier(
                  new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null));
              tokens.setJWSKeySelector(
                  new JWSVerificationKeySelector<>(ALGORITHMS, new JWKSecurityContextJWKSet()));
            })
            .build();
    decoder.setJwtValidator(validator(settings));
    // That the keys cannot be had is our trouble and not the token's.
    return token ->
        decoder
            .decode(token)
            .onErrorMap(
                IllegalStateException.class,
                fault -> new JwtException("the provider's keys cannot be read", fault));
  }

  private static OAuth2TokenValidator<Jwt> validator(SignInSettings settings) {
    return new DelegatingOAuth2TokenValidator<>(
        new JwtTimestampValidator(CLOCK_SKEW),
        new JwtClaimValidator<>(JwtClaimNames.EXP, expiry -> expiry != null),
        new JwtIssuerValidator(settings.issuer().toString()),
        new JwtClaimValidator<List<String>>(
            JwtClaimNames.AUD,
            meantFor -> meantFor != null && meantFor.contains(settings.audience())));
  }
}
