package care.chevet.access.http;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** The network address a request came from, for the audit trail. */
public final class CallerAddress {
  private CallerAddress() {}

  /** Textual IP address; null where the server does not know it. */
  public static @Nullable String of(ServerWebExchange exchange) {
    var remote = exchange.getRequest().getRemoteAddress();
    return remote == null || remote.getAddress() == null
        ? null
        : remote.getAddress().getHostAddress();
  }
}
