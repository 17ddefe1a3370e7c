package care.chevet.access.http;

import care.chevet.access.postgres.PostgresSessions;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierReactiveJwtDecoder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The provider's own word that a sign-in is over (OpenID Connect Back-Channel Logout 1.0, section
 * 2): what was signed in by it here ends, whichever replica is told.
 */
@RestController
final class BackChannel {
  static final String PATH = "/logout/back-channel";

  private static final Logger LOG = LoggerFactory.getLogger(BackChannel.class);
  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

  private final ReactiveJwtDecoder tokens;
  private final PostgresSessions sessions;
  private final Problems problems;

  BackChannel(SignInSettings settings, PostgresSessions sessions, Problems problems) {
    this.tokens = new SupplierReactiveJwtDecoder(() -> decoder(settings));
    this.sessions = sessions;
    this.problems = problems;
  }

  private static ReactiveJwtDecoder decoder(SignInSettings settings) {
    var decoder =
        NimbusReactiveJwtDecoder.withIssuerLocation(settings.issuer().toString())
            .jwsAlgorithm(SignatureAlgorithm.RS256)
            .jwsAlgorithm(SignatureAlgorithm.ES256)
            .jwtProcessorCustomizer(processor ->
                processor.setJWSTypeVerifier(
                    new DefaultJOSEObjectTypeVerifier<>(
                        new JOSEObjectType("logout+jwt"), JOSEObjectType.JWT, null)))
            .build();
    decoder.setJwtValidator(validator(settings));
    return decoder;
  }

  /** An access token must never pass for one of these. */
  private static OAuth2TokenValidator<Jwt> validator(SignInSettings settings) {
    return new DelegatingOAuth2TokenValidator<>(
        new JwtTimestampValidator(CLOCK_SKEW),
        new JwtClaimValidator<>(JwtClaimNames.EXP, Objects::nonNull),
        new JwtIssuerValidator(settings.issuer().toString()),
        new JwtClaimValidator<List<String>>(
            JwtClaimNames.AUD,
            meantFor -> meantFor != null && meantFor.contains(settings.consoleClientId())),
        new JwtClaimValidator<Map<String, Object>>(
            "events", events -> events != null && events.containsKey(EVENT)));
  }

  @PostMapping(path = PATH, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  Mono<ResponseEntity<Object>> end(ServerWebExchange exchange) {
    return exchange
        .getFormData()
        .mapNotNull(form -> form.getFirst("logout_token"))
        .flatMap(tokens::decode)
        .filter(BackChannel::isSignOut)
        .flatMap(token ->
            sessions
                .endSignIn(token.getClaimAsString("sid"), token.getSubject())
                .thenReturn(ResponseEntity.ok().cacheControl(CacheControl.noStore()).build()))
        .onErrorResume(
            BadJwtException.class,
            fault -> {
              LOG.info("a sign-out was refused: {}", fault.getMessage());
              return Mono.empty();
            })
        .onErrorResume(JwtException.class, fault -> Mono.just(unavailable(fault, exchange)))
        .switchIfEmpty(
            Mono.fromSupplier(
                () -> problems.answer(Refusal.malformed("sign_out_token_invalid"), exchange)));
  }

  /** It names a sign-in or a person, and is no ID token, which bears the nonce. */
  private static boolean isSignOut(Jwt token) {
    return !token.hasClaim("nonce") && (token.hasClaim("sid") || token.getSubject() != null);
  }

  private ResponseEntity<Object> unavailable(JwtException fault, ServerWebExchange exchange) {
    LOG.warn("a sign-out cannot be checked: {}", fault.toString());
    return problems.answer(Refusal.unavailable("sign_in_unavailable"), exchange);
  }
}
