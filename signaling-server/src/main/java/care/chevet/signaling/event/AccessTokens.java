package care.chevet.signaling.event;

import care.chevet.signaling.protocol.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * This server's own access tokens (OAuth 2.0 client credentials), kept until shortly before their
 * end.
 */
public final class AccessTokens {
  static final String SCOPE = "rooms.write";
  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration MARGIN = Duration.ofSeconds(20);

  private final Supplier<HttpClient> http;
  private final URI endpoint;
  private final Credentials credentials;
  private final InstantSource clock;
  private @Nullable String token;
  private long untilMillis;

  public AccessTokens(
      Supplier<HttpClient> http, URI endpoint, Credentials credentials, InstantSource clock) {
    this.http = http;
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.clock = clock;
  }

  synchronized String token() throws IOException, InterruptedException {
    String known = token;
    if (known != null && clock.millis() < untilMillis) {
      return known;
    }
    HttpResponse<byte[]> response = http.get().send(request(), BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("token endpoint answered " + response.statusCode());
    }
    return keep(response.body());
  }

  private HttpRequest request() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-www-form-urlencoded");
    String form = "grant_type=client_credentials&scope=" + formEncoded(SCOPE);
    switch (credentials) {
      case Credentials.Secret(String clientId, String secret) ->
          request.header("Authorization", basic(clientId, secret));
      case Credentials.Key(String clientId, ClientKey key) ->
          form +=
              // Some servers want the client named beside the statement too; RFC 7521 §4.2 lets us.
              "&client_id="
                  + formEncoded(clientId)
                  + "&client_assertion_type="
                  + formEncoded(ASSERTION_TYPE)
                  + "&client_assertion="
                  + key.assertion(clientId, endpoint, clock.instant());
    }
    return request.POST(BodyPublishers.ofString(form)).build();
  }

  private static String basic(String clientId, String secret) {
    String both = formEncoded(clientId) + ":" + formEncoded(secret);
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  /** This token was refused; unless there is a newer one already, the next is asked for anew. */
  synchronized void forget(String refused) {
    if (refused.equals(token)) {
      token = null;
    }
  }

  private String keep(byte[] body) throws IOException {
    Map<String, Object> answer;
    try {
      answer = Json.object(body);
    } catch (Json.Unreadable _) {
      throw new IOException("token endpoint answered no JSON object");
    }
    if (!(answer.get("access_token") instanceof String fresh)) {
      throw new IOException("token endpoint answered without access_token");
    }
    long seconds = answer.get("expires_in") instanceof Long given ? given : 60;
    untilMillis = clock.millis() + Math.max(0, seconds * 1000 - MARGIN.toMillis());
    token = fresh;
    return fresh;
  }

  private static String formEncoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
