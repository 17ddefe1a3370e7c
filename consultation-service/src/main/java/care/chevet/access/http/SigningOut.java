package care.chevet.access.http;

import java.net.URI;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.logout.ServerLogoutSuccessHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/**
 * Ends the session here, then sends the browser to end the sign-in at the provider (OpenID Connect
 * RP-Initiated Logout 1.0, section 2). A page that asked by script is told the address in {@code
 * Location} of a 204, as a script cannot read where a redirect goes.
 */
final class SigningOut implements ServerLogoutSuccessHandler {
  private static final Logger LOG = LoggerFactory.getLogger(SigningOut.class);
  private static final Duration PROVIDER_WAIT = Duration.ofSeconds(2);

  private final IdentityProvider provider;
  private final SignInSettings settings;

  SigningOut(IdentityProvider provider, SignInSettings settings) {
    this.provider = provider;
    this.settings = settings;
  }

  @Override
  public Mono<Void> onLogoutSuccess(WebFilterExchange filter, Authentication authentication) {
    var exchange = filter.getExchange();
    return exchange
        .getSession()
        .flatMap(session -> {
          String idToken = session.getAttribute(SessionSecurityContexts.ID_TOKEN);
          return session
              .invalidate()
              .then(idToken == null ? Mono.just(home()) : whereItEnds(idToken))
              .flatMap(next -> answer(exchange, next));
        });
  }

  private Mono<URI> whereItEnds(String idToken) {
    return provider
        .endSessionEndpoint()
        .map(endpoint ->
            UriComponentsBuilder.fromUri(endpoint)
                .queryParam("id_token_hint", idToken)
                .queryParam("post_logout_redirect_uri", home())
                .encode()
                .build()
                .toUri())
        .timeout(PROVIDER_WAIT)
        .onErrorResume(fault -> {
          // The session is over here whatever the provider says.
          LOG.warn("the identity provider cannot be told of a sign-out: {}", fault.toString());
          return Mono.just(home());
        })
        .defaultIfEmpty(home());
  }

  private URI home() {
    return settings.publicUrl().resolve("/");
  }

  private static Mono<Void> answer(ServerWebExchange exchange, URI next) {
    var response = exchange.getResponse();
    response.setStatusCode(byPage(exchange) ? HttpStatus.SEE_OTHER : HttpStatus.NO_CONTENT);
    response.getHeaders().setLocation(next);
    return response.setComplete();
  }

  private static boolean byPage(ServerWebExchange exchange) {
    var headers = exchange.getRequest().getHeaders();
    var mode = headers.getFirst("Sec-Fetch-Mode");
    return mode == null
        ? headers.getAccept().contains(MediaType.TEXT_HTML)
        : mode.equals("navigate");
  }
}
