package care.chevet.access.http;

import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import io.github.bucket4j.Bucket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * The bound on what one network address may ask where nobody signs in: a token bucket for each, an
 * IPv6 address counting with its whole /64. Each replica counts for itself.
 */
final class AddressLimit implements WebFilter {

  /** More than a person types, far fewer than a search for a code needs. */
  static final int REQUESTS_MAX = 30;

  static final Duration REFILLED_IN = Duration.ofMinutes(1);

  /** The addresses remembered; beyond that, the one that has been quiet longest is forgotten. */
  private static final int ADDRESSES_MAX = 10_000;

  private static final int IPV6_NETWORK_BYTES = 8;

  private final Problems problems;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > ADDRESSES_MAX;
        }
      };

  AddressLimit(Problems problems) {
    this.problems = problems;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var taken = bucket(exchange).tryConsumeAndReturnRemaining(1);
    if (taken.isConsumed()) {
      return chain.filter(exchange);
    }
    var wait = Duration.ofNanos(taken.getNanosToWaitForRefill()).plusSeconds(1).toSeconds();
    exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(wait));
    return problems.write(
        new Refusal("too_many_requests", Refusal.Kind.TOO_MANY, List.of()), exchange);
  }

  private Bucket bucket(ServerWebExchange exchange) {
    var caller = CallerAddress.in(exchange);
    var from = caller == null ? "" : network(caller);
    synchronized (buckets) {
      return buckets.computeIfAbsent(from, _ -> full());
    }
  }

  private static Bucket full() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(REQUESTS_MAX).refillGreedy(REQUESTS_MAX, REFILLED_IN))
        .build();
  }

  private static String network(InetAddress address) {
    var bytes = address.getAddress();
    return HexFormat.of()
        .formatHex(
            address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
  }
}
