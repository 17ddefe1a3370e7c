package care.chevet.access.http;

import care.chevet.problem.http.Problems;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * The bound on what one network address may ask where nobody signs in, an IPv6 address counting
 * with its whole /64.
 */
final class AddressLimit implements WebFilter {

  /** More than a person types, far fewer than a search for a code needs. */
  static final int REQUESTS_MAX = 30;

  static final Duration REFILLED_IN = Duration.ofMinutes(1);

  private static final int IPV6_NETWORK_BYTES = 8;

  private final Problems problems;
  private final RequestBound bound = new RequestBound(REQUESTS_MAX, REFILLED_IN);

  AddressLimit(Problems problems) {
    this.problems = problems;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var caller = CallerAddress.in(exchange);
    return bound
        .take(caller == null ? "" : network(caller))
        .map(wait -> problems.write(RequestBound.refusal(wait, exchange), exchange))
        .orElseGet(() -> chain.filter(exchange));
  }

  private static String network(InetAddress address) {
    var bytes = address.getAddress();
    return HexFormat.of()
        .formatHex(
            address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
  }
}
