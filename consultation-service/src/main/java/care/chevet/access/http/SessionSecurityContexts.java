package care.chevet.access.http;

import care.chevet.access.postgres.PostgresSessions;
import care.chevet.problem.http.RefusedException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;

/**
 * Keeps of a sign-in what is needed later and no more: who it is, and the ID token that names the
 * sign-in to the provider when it is to end there too.
 */
final class SessionSecurityContexts implements ServerSecurityContextRepository {
  static final String SUBJECT = "subject";
  static final String ID_TOKEN = "idToken";

  private final RequestBound signIns;

  /** Takes no more sign-ins of one account than {@code signIns}. */
  SessionSecurityContexts(RequestBound signIns) {
    this.signIns = signIns;
  }

  @Override
  public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
    return exchange
        .getSession()
        .flatMap(session -> {
          if (context != null
              && context.getAuthentication() != null
              && context.getAuthentication().getPrincipal() instanceof OidcUser user) {
            return signIns
                .take(user.getName())
                .map(wait -> tooMany(wait, exchange))
                .orElseGet(() -> signIn(session, user));
          }
          session.getAttributes().remove(SUBJECT);
          session.getAttributes().remove(ID_TOKEN);
          return session.isStarted() ? session.invalidate() : Mono.empty();
        });
  }

  private static Mono<Void> tooMany(Duration wait, ServerWebExchange exchange) {
    return Mono.error(new RefusedException(RequestBound.refusal(wait, exchange)));
  }

  /** The id changes with the sign-in, so that one planted before it is worth nothing after. */
  private static Mono<Void> signIn(WebSession session, OidcUser user) {
    session.getAttributes().put(SUBJECT, user.getName());
    session.getAttributes().put(ID_TOKEN, user.getIdToken().getTokenValue());
    session.getAttributes().put(PostgresSessions.AT_PROVIDER, user.getSubject());
    String sid = user.getIdToken().getClaimAsString("sid");
    if (sid != null) {
      session.getAttributes().put(PostgresSessions.SIGN_IN, sid);
    }
    return session.changeSessionId();
  }

  @Override
  public Mono<SecurityContext> load(ServerWebExchange exchange) {
    return exchange
        .getSession()
        .mapNotNull(session -> session.<String>getAttribute(SUBJECT))
        .map(subject -> new SecurityContextImpl(new SignedIn(subject)));
  }
}
