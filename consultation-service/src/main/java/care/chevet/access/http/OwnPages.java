package care.chevet.access.http;

import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import java.util.Set;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets nobody's pages but our own ask the interface, by what browsers say of where a request comes
 * from (Fetch Metadata Request Headers). A link that is followed to us is the person's own act. A
 * browser too old to say anything is held back by the session cookie's {@code SameSite} and by the
 * CSRF token.
 */
final class OwnPages implements WebFilter {
  private static final String INTERFACE = "/api/";
  private static final Set<String> OTHERS = Set.of("cross-site", "same-site");

  private final Problems problems;

  OwnPages(Problems problems) {
    this.problems = problems;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var request = exchange.getRequest();
    var site = request.getHeaders().getFirst("Sec-Fetch-Site");
    var foreign =
        request.getPath().value().startsWith(INTERFACE)
            && site != null
            && OTHERS.contains(site)
            && !"navigate".equals(request.getHeaders().getFirst("Sec-Fetch-Mode"));
    return foreign
        ? problems.write(Refusal.forbidden("cross_site_request"), exchange)
        : chain.filter(exchange);
  }
}
