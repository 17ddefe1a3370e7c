package care.chevet.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Access tokens of programs, from the issuer, with each one's own secret. */
final class MachineTokens {

  /** Less than they are good for. */
  private static final Duration USED_FOR = Duration.ofMinutes(4);

  private record Token(String text, Instant since) {}

  private final RunningChevet chevet;
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();

  MachineTokens(RunningChevet chevet) {
    this.chevet = chevet;
  }

  String of(String clientId) {
    Instant now = Instant.now();
    return tokens
        .compute(
            clientId,
            (_, known) ->
                known != null && known.since.plus(USED_FOR).isAfter(now)
                    ? known
                    : new Token(asked(clientId), now))
        .text();
  }

  private String asked(String clientId) {
    JsonNode client = chevet.client(clientId);
    String basic =
        Base64.getEncoder()
            .encodeToString(
                (clientId + ":" + client.required("secret").asString())
                    .getBytes(StandardCharsets.UTF_8));
    String form =
        "grant_type=client_credentials&scope="
            + URLEncoder.encode(client.required("scope").asString(), StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(chevet.endpoint("issuer") + "/oauth2/token"))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      String body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return JsonMapper.shared().readTree(body).required("access_token").asString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
