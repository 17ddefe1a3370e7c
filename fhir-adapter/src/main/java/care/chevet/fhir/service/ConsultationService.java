package care.chevet.fhir.service;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The consultation service over HTTP; every call bears our token and a time limit. */
public final class ConsultationService {

  /** Longest wait that the feed grants a caller who is up to date. */
  public static final Duration FEED_WAIT = Duration.ofSeconds(20);

  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final Duration FEED_TIMEOUT = FEED_WAIT.plus(TIMEOUT);
  private static final int FEED_PAGE_EVENTS_MAX = 200;

  /** What the service answered, whatever the status. */
  public record Answer(int status, String body) {

    public boolean accepted() {
      return status >= 200 && status < 300;
    }
  }

  private final URI base;
  private final AccessTokens tokens;
  private final HttpClient http;

  ConsultationService(ServiceSettings settings, AccessTokens tokens, HttpClient http) {
    this.base = settings.apiUrl();
    this.tokens = tokens;
    this.http = http;
  }

  /** The events after {@code cursor}, as JSON; waits for one when there is none. */
  public String feed(String cursor, Duration wait) throws IOException, InterruptedException {
    var path =
        "/api/v1/feed?after="
            + URLEncoder.encode(cursor, StandardCharsets.UTF_8)
            + "&limit="
            + FEED_PAGE_EVENTS_MAX
            + "&waitSeconds="
            + wait.toSeconds();
    var response =
        send(
            HttpRequest.newBuilder(base.resolve(path)).timeout(FEED_TIMEOUT).GET(),
            BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new ServiceUnavailable("the feed answered " + response.statusCode());
    }
    return response.body();
  }

  /** The bytes of a document under a path that an event named. */
  public byte[] document(String path) throws IOException, InterruptedException {
    var response = bytes(path);
    if (response.statusCode() != 200) {
      throw new ServiceUnavailable("a document answered " + response.statusCode());
    }
    return response.body();
  }

  /** The bytes under a path that an event named, unless they were taken away since. */
  public Optional<byte[]> unlessErased(String path) throws IOException, InterruptedException {
    var response = bytes(path);
    return switch (response.statusCode()) {
      case 200 -> Optional.of(response.body());
      case 404, 410 -> Optional.empty();
      default -> throw new ServiceUnavailable("an attachment answered " + response.statusCode());
    };
  }

  private HttpResponse<byte[]> bytes(String path) throws IOException, InterruptedException {
    var address = base.resolve(path);
    if (!path.startsWith("/") || !base.getAuthority().equals(address.getAuthority())) {
      // An absolute address here would hand our token to whoever it names.
      throw new ServiceUnavailable("a document's address leaves the consultation service");
    }
    return send(
        HttpRequest.newBuilder(address).timeout(TIMEOUT).header("Accept", "*/*").GET(),
        BodyHandlers.ofByteArray());
  }

  /** Any other call; {@code body} is JSON, or empty for none. */
  public Answer call(String method, String path, String body)
      throws IOException, InterruptedException {
    var response =
        send(
            HttpRequest.newBuilder(base.resolve(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(
                    method,
                    body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)),
            BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body());
  }

  private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body)
      throws IOException, InterruptedException {
    var bearer = tokens.bearer();
    var response = http.send(request.setHeader("Authorization", "Bearer " + bearer).build(), body);
    if (response.statusCode() != 401) {
      return response;
    }
    // The provider may have rotated its keys since: one more try with a fresh token.
    tokens.forget(bearer);
    var renewed = request.setHeader("Authorization", "Bearer " + tokens.bearer()).build();
    return http.send(renewed, body);
  }
}
