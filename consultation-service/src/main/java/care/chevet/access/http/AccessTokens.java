package care.chevet.access.http;

import java.time.Duration;
import java.util.List;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierReactiveJwtDecoder;

/**
 * Checks the access tokens of machines: algorithm, signature, issuer, audience and time. The
 * provider's keys are read when the first token comes and again when one is signed with a key not
 * yet seen.
 */
final class AccessTokens {
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

  private AccessTokens() {}

  static ReactiveJwtDecoder decoder(SignInSettings settings) {
    return new SupplierReactiveJwtDecoder(() -> {
      var decoder =
          NimbusReactiveJwtDecoder.withIssuerLocation(settings.issuer().toString())
              .jwsAlgorithm(SignatureAlgorithm.RS256)
              .jwsAlgorithm(SignatureAlgorithm.ES256)
              .build();
      decoder.setJwtValidator(validator(settings));
      return decoder;
    });
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
