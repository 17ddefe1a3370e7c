package care.chevet.access.http;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** The network address a request came from, for the audit trail and for bounds on requests. */
public final class CallerAddress {
  private CallerAddress() {}

  /** Textual IP address; null where the server does not know it. */
  public static @Nullable String of(ServerWebExchange exchange) {
    var caller = in(exchange);
    return caller == null ? null : caller.getHostAddress();
  }

  static @Nullable InetAddress in(ServerWebExchange exchange) {
    return exchange.getAttribute(OriginFilter.ATTRIBUTE);
  }
}
