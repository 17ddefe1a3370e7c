package care.chevet.signaling;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The client for requests to other services, made at its first use: its TLS would be half of the
 * time that the server takes to listen.
 */
final class LateHttpClient implements Supplier<HttpClient> {
  private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(3);

  private @Nullable HttpClient made;

  @Override
  public synchronized HttpClient get() {
    HttpClient known = made;
    if (known == null) {
      known =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(CONNECTED_WITHIN)
              .build();
      made = known;
    }
    return known;
  }

  /** Makes it beside whatever else goes on, so that the first ticket need not wait for it. */
  void prepare() {
    var _ = Thread.ofPlatform().daemon().name("http-client").start(this::get);
  }
}
