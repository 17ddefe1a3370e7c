package care.chevet.fhir.hospital;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A hospital's FHIR server as we call it. No call is repeated here: whoever calls knows what is
 * safe to repeat.
 */
public final class HospitalClient {

  private static final String FHIR_JSON = "application/fhir+json";
  private static final int WORDS_CHARACTERS_MAX = 4_000;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient http;
  private final Duration timeout;
  private final Clock clock;

  public HospitalClient(Duration timeout, Clock clock) {
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    this.timeout = timeout;
    this.clock = clock;
  }

  /** Sends everything in one transaction: the hospital takes all of it or nothing. */
  public Answer send(URI base, List<Outgoing> outgoing, Map<String, String> knownReferences)
      throws InterruptedException {
    var body = FhirTransaction.encode(outgoing, knownReferences);
    var request =
        request(base)
            .header("Content-Type", FHIR_JSON + ";charset=utf-8")
            .header("Prefer", "return=minimal")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        return failure(response);
      }
      return FhirTransaction.decode(outgoing, response.body())
          .<Answer>map(Answer.Accepted::new)
          .orElseGet(() -> new Answer.Silence("the answer does not tell where the resources lie"));
    } catch (IOException e) {
      return new Answer.Silence(words(e));
    }
  }

  /** What the hospital holds under our identifier. */
  public Lookup find(URI base, String resourceType, String identifier) throws InterruptedException {
    var path = resourceType + "?identifier=" + FhirTransaction.token(identifier);
    var request = request(under(base, path)).header("Cache-Control", "no-cache").GET().build();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      return response.statusCode() == 200
          ? FhirTransaction.lookup(resourceType, response.body())
          : new Lookup.Failed(failure(response));
    } catch (IOException e) {
      return new Lookup.Failed(new Answer.Silence(words(e)));
    }
  }

  private HttpRequest.Builder request(URI address) {
    return HttpRequest.newBuilder(address).timeout(timeout).header("Accept", FHIR_JSON);
  }

  private static URI under(URI base, String path) {
    var text = base.toString();
    return URI.create(text.endsWith("/") ? text + path : text + "/" + path);
  }

  private Answer failure(HttpResponse<String> response) {
    var status = response.statusCode();
    var words = "HTTP " + status + ": " + diagnostics(response.body());
    return switch (status) {
      case 408, 425, 429 -> new Answer.TryLater(words, retryAfter(response));
      case 409, 412 -> new Answer.VersionConflict(status, words);
      default ->
          status >= 400 && status < 500
              ? new Answer.Refused(status, words)
              : new Answer.TryLater(words, retryAfter(response));
    };
  }

  /** RFC 9110 §10.2.3: seconds, or a date. */
  private Optional<Duration> retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .map(value -> retryAfter(value, clock.instant()))
        .filter(wait -> !wait.isNegative());
  }

  private static @Nullable Duration retryAfter(String value, Instant now) {
    try {
      if (value.chars().allMatch(Character::isDigit)) {
        return Duration.ofSeconds(Long.parseLong(value));
      }
      var at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Duration.between(now, at.toInstant());
    } catch (DateTimeException | NumberFormatException e) {
      return null;
    }
  }

  /** The hospital's own words: the diagnostics of its OperationOutcome, else the bare answer. */
  private static String diagnostics(String body) {
    var words = new StringBuilder();
    try {
      for (var issue : JsonMapper.shared().readTree(body).path("issue")) {
        var text = issue.path("details").path("text").asString("");
        var said = issue.path("diagnostics").asString(text);
        words.append(words.isEmpty() ? "" : " · ").append(said);
      }
    } catch (JacksonException e) {
      words.setLength(0);
    }
    var all = words.isEmpty() ? body : words.toString();
    return all.length() <= WORDS_CHARACTERS_MAX ? all : all.substring(0, WORDS_CHARACTERS_MAX);
  }

  private static String words(IOException e) {
    var message = e.getMessage();
    var name = e.getClass().getSimpleName();
    return message == null ? name : name + ": " + message;
  }
}
