package care.chevet.signaling.event;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;

/** Where consultation-service hears of rooms, from a server that bears its own access token. */
public final class RoomsAddress {
  private static final System.Logger LOG = System.getLogger(RoomsAddress.class.getName());
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Supplier<HttpClient> http;
  private final URI rooms;
  private final AccessTokens tokens;

  /** What became of something that was told. */
  sealed interface Outcome {
    record Taken() implements Outcome {}

    record Refused() implements Outcome {}

    /**
     * Not taken this time; it is worth telling again.
     *
     * @param reason in words for the log
     */
    record Later(String reason) implements Outcome {}
  }

  /**
   * @param rooms address under which each room has its {@code events}
   */
  public RoomsAddress(Supplier<HttpClient> http, URI rooms, AccessTokens tokens) {
    this.http = http;
    this.rooms = rooms;
    this.tokens = tokens;
  }

  /** Tells something by a method at a path below the rooms. */
  Outcome tell(String method, String path, byte[] body) throws InterruptedException {
    try {
      String token = tokens.token();
      int status = send(method, path, body, token);
      if (status == 401) {
        tokens.forget(token);
        status = send(method, path, body, tokens.token());
      }
      return outcome(status);
    } catch (IOException e) {
      return new Outcome.Later(e.toString());
    }
  }

  private int send(String method, String path, byte[] body, String token)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(rooms + path))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<Void> response = http.get().send(request, BodyHandlers.discarding());
    return response.statusCode();
  }

  private static Outcome outcome(int status) {
    if (status / 100 == 2) {
      return new Outcome.Taken();
    }
    if (status >= 500 || status == 401 || status == 408 || status == 429) {
      return new Outcome.Later("status " + status);
    }
    LOG.log(Level.ERROR, "News of rooms were refused for good: status {0}", status);
    return new Outcome.Refused();
  }
}
