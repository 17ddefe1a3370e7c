package care.chevet.access.http;

import care.chevet.audit.Origin;
import java.net.InetAddress;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Finds out where a request comes from, before anything else looks at it. */
@Component
final class OriginFilter implements WebFilter, Ordered {
  static final String ATTRIBUTE = OriginFilter.class.getName();
  private static final String FORWARDED = "X-Forwarded-For";

  private final TrustedProxies proxies;

  OriginFilter(SignInSettings settings) {
    this.proxies = new TrustedProxies(settings.trustedProxies());
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var remote = exchange.getRequest().getRemoteAddress();
    if (remote == null || remote.getAddress() == null) {
      return chain.filter(exchange);
    }
    InetAddress caller =
        proxies.caller(
            remote.getAddress(), exchange.getRequest().getHeaders().getOrEmpty(FORWARDED));
    exchange.getAttributes().put(ATTRIBUTE, caller);
    return chain
        .filter(exchange)
        .contextWrite(context -> context.put(Origin.class, new Origin(caller.getHostAddress())));
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }
}
