package care.chevet.signaling.ticket;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ticket keys from a JSON Web Key Set over HTTP, kept until an unknown key id or their age calls
 * for a new look. A look that fails leaves the known keys in force.
 */
public final class HttpTicketKeys implements TicketKeys {
  private static final System.Logger LOG = System.getLogger(HttpTicketKeys.class.getName());
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final Duration STALE_AFTER = Duration.ofMinutes(10);
  private static final Duration LOOK_APART = Duration.ofSeconds(5);

  private final Supplier<HttpClient> http;
  private final URI address;
  private final InstantSource clock;
  private volatile Map<String, PublicKey> keys = Map.of();
  private long lookedAtMillis = Long.MIN_VALUE / 2;
  private @Nullable CompletableFuture<Map<String, PublicKey>> look;

  public HttpTicketKeys(Supplier<HttpClient> http, URI address, InstantSource clock) {
    this.http = http;
    this.address = address;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<Optional<PublicKey>> key(String id) {
    PublicKey known = keys.get(id);
    if (known != null) {
      if (sinceLook() > STALE_AFTER.toMillis()) {
        // Withdrawn keys must go in the end, but nobody waits for that.
        var _ = lookAgain();
      }
      return CompletableFuture.completedFuture(Optional.of(known));
    }
    return lookAgain().thenApply(found -> Optional.ofNullable(found.get(id)));
  }

  private synchronized long sinceLook() {
    return clock.millis() - lookedAtMillis;
  }

  private synchronized CompletableFuture<Map<String, PublicKey>> lookAgain() {
    if (look != null) {
      return look;
    }
    if (!keys.isEmpty() && sinceLook() < LOOK_APART.toMillis()) {
      // Made-up key ids must not turn into requests to the issuer.
      return CompletableFuture.completedFuture(keys);
    }
    lookedAtMillis = clock.millis();
    HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
    CompletableFuture<Map<String, PublicKey>> started =
        http.get().sendAsync(request, BodyHandlers.ofByteArray()).thenApply(HttpTicketKeys::read);
    look = started;
    return started.whenComplete(this::finished);
  }

  private synchronized void finished(
      @Nullable Map<String, PublicKey> found, @Nullable Throwable failure) {
    look = null;
    if (found != null) {
      keys = found;
    } else {
      LOG.log(Level.WARNING, "Ticket keys could not be fetched from {0}: {1}", address, failure);
    }
  }

  private static Map<String, PublicKey> read(HttpResponse<byte[]> response) {
    if (response.statusCode() != 200) {
      throw new CompletionException(new IOException("status " + response.statusCode()));
    }
    return KeySet.parse(response.body());
  }
}
