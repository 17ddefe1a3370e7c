package care.chevet.access.http;

import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ServerWebExchange;

/**
 * The bound on what one caller may ask: a token bucket for each account or address. Each replica
 * counts for itself.
 */
public final class RequestBound {

  /** The callers remembered; beyond that, the one that has been quiet longest is forgotten. */
  private static final int CALLERS_MAX = 10_000;

  private final int requestsMax;
  private final Duration refilledIn;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > CALLERS_MAX;
        }
      };

  public RequestBound(int requestsMax, Duration refilledIn) {
    this.requestsMax = requestsMax;
    this.refilledIn = refilledIn;
  }

  /** Counts one request; answers how long to wait if it is one too many. */
  public Optional<Duration> take(String caller) {
    var taken = bucket(caller).tryConsumeAndReturnRemaining(1);
    return taken.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(taken.getNanosToWaitForRefill()).plusSeconds(1));
  }

  private Bucket bucket(String caller) {
    synchronized (buckets) {
      return buckets.computeIfAbsent(caller, _ -> full());
    }
  }

  private Bucket full() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(requestsMax).refillGreedy(requestsMax, refilledIn))
        .build();
  }

  /** Says in the answer's head how long to wait, and answers why it was refused. */
  static Refusal refusal(Duration wait, ServerWebExchange exchange) {
    exchange
        .getResponse()
        .getHeaders()
        .set(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds()));
    return new Refusal("too_many_requests", Refusal.Kind.TOO_MANY, List.of());
  }

  public static ResponseEntity<Object> refused(
      Duration wait, Problems problems, ServerWebExchange exchange) {
    return problems.answer(refusal(wait, exchange), exchange);
  }
}
