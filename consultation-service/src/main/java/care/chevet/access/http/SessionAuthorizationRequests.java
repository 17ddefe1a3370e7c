package care.chevet.access.http;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.web.server.ServerAuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps a sign-in that is under way in the session, as text: what the answer must match (state,
 * nonce) and the secret that proves who asked (PKCE verifier).
 */
final class SessionAuthorizationRequests
    implements ServerAuthorizationRequestRepository<OAuth2AuthorizationRequest> {
  private static final String ATTRIBUTE = "signInUnderWay";
  private static final String REGISTRATION = OAuth2ParameterNames.REGISTRATION_ID;

  private final JsonMapper json;

  SessionAuthorizationRequests(JsonMapper json) {
    this.json = json;
  }

  /** What is kept of an authorization request. */
  record UnderWay(
      String authorizationUri,
      String clientId,
      String redirectUri,
      Set<String> scopes,
      String state,
      String registration,
      String nonce,
      String codeVerifier) {}

  @Override
  public Mono<Void> saveAuthorizationRequest(
      OAuth2AuthorizationRequest request, ServerWebExchange exchange) {
    return exchange
        .getSession()
        .doOnNext(session -> session.getAttributes().put(ATTRIBUTE, write(request)))
        .then();
  }

  @Override
  public Mono<OAuth2AuthorizationRequest> loadAuthorizationRequest(ServerWebExchange exchange) {
    return exchange.getSession().mapNotNull(session -> read(session, exchange));
  }

  @Override
  public Mono<OAuth2AuthorizationRequest> removeAuthorizationRequest(ServerWebExchange exchange) {
    return exchange
        .getSession()
        .mapNotNull(session -> {
          var request = read(session, exchange);
          if (request != null) {
            session.getAttributes().remove(ATTRIBUTE);
          }
          return request;
        });
  }

  private String write(OAuth2AuthorizationRequest request) {
    return json.writeValueAsString(
        new UnderWay(
            request.getAuthorizationUri(),
            request.getClientId(),
            text(request.getRedirectUri()),
            request.getScopes(),
            text(request.getState()),
            text(request.getAttribute(REGISTRATION)),
            text(request.getAttribute(OidcParameterNames.NONCE)),
            text(request.getAttribute(PkceParameterNames.CODE_VERIFIER))));
  }

  /** The request that the answer belongs to, if its state is the one we gave out. */
  private @Nullable OAuth2AuthorizationRequest read(
      WebSession session, ServerWebExchange exchange) {
    var state = exchange.getRequest().getQueryParams().getFirst(OAuth2ParameterNames.STATE);
    String kept = session.getAttribute(ATTRIBUTE);
    if (kept == null || state == null) {
      return null;
    }
    var underWay = json.readValue(kept, UnderWay.class);
    return underWay.state().equals(state) ? request(underWay) : null;
  }

  private static OAuth2AuthorizationRequest request(UnderWay underWay) {
    return OAuth2AuthorizationRequest.authorizationCode()
        .authorizationUri(underWay.authorizationUri())
        .clientId(underWay.clientId())
        .redirectUri(underWay.redirectUri())
        .scopes(underWay.scopes())
        .state(underWay.state())
        .attributes(
            Map.of(
                REGISTRATION,
                underWay.registration(),
                OidcParameterNames.NONCE,
                underWay.nonce(),
                PkceParameterNames.CODE_VERIFIER,
                underWay.codeVerifier()))
        .build();
  }

  private static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalStateException("an authorization request without state, nonce or verifier");
  }
}
