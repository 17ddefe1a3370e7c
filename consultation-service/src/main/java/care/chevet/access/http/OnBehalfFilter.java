package care.chevet.access.http;

import care.chevet.access.OnBehalf;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Has everything that a person's request asks of the database asked on her behalf. It comes after
 * the security filters; a machine's request, and one at the doors that want no account, is the
 * service's own work. What is asked of the database before it is asked for nobody. A request of
 * whom it cannot be learnt whose it is goes no further.
 */
@Component
final class OnBehalfFilter implements WebFilter {
  private static final String INTERFACE = "/api/";

  private final Callers callers;

  OnBehalfFilter(Callers callers) {
    this.callers = callers;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (!exchange.getRequest().getPath().value().startsWith(INTERFACE)) {
      return chain.filter(exchange);
    }
    // Where the directory does not answer the request ends: shown nothing, a later look that finds
    // her again would take what is there for what is not, and answer 404.
    return callers
        .onBehalf()
        .flatMap(behalf ->
            chain.filter(exchange).contextWrite(context -> context.put(OnBehalf.class, behalf)));
  }
}
