package care.chevet.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A person's browser, as far as HTTP goes: it keeps cookies, follows the sign-in, and sends the
 * CSRF token back.
 */
public final class Browser {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final String url;

  public Browser(String url) {
    this.url = url;
  }

  /** An answer, its body as text and, where it is JSON, as a tree. */
  public record Answer(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public JsonNode json() {
      return JSON.readTree(response.body());
    }

    public String code() {
      return json().path("code").asString("");
    }

    public Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }
  }

  /** Goes through the sign-in as the person whom the provider is told to let in. */
  public Browser signIn(Issuer issuer, String subject) {
    issuer.signsInNext(subject);
    var answer = follow(URI.create(url + "/oauth2/authorization/chevet"));
    var landed = answer.response().uri();
    if (!landed.equals(URI.create(url + "/"))) {
      throw new IllegalStateException("the sign-in ended at " + landed + ": " + answer.status());
    }
    get("/api/v1/me");
    return this;
  }

  /** Follows redirects, and answers the last. */
  public Answer follow(URI from) {
    var answer = send(HttpRequest.newBuilder(from).GET());
    var next = answer.header("Location");
    return next.isEmpty() ? answer : follow(from.resolve(next.get()));
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer get(String path, Map<String, String> headers) {
    var request = request(path).GET();
    headers.forEach(request::setHeader);
    return send(request);
  }

  public Answer post(String path, String body) {
    return post(path, body, UUID.randomUUID());
  }

  public Answer post(String path, String body, UUID key) {
    return send(
        withCsrf(request(path))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key.toString())
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(PATIENCE)
        .header("Accept", "application/json, application/problem+json");
  }

  public HttpRequest.Builder withCsrf(HttpRequest.Builder request) {
    return cookie("XSRF-TOKEN")
        .map(token -> request.header("X-XSRF-TOKEN", token.getValue()))
        .orElse(request);
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public Optional<HttpCookie> cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .findFirst();
  }

  public HttpClient client() {
    return client;
  }
}
