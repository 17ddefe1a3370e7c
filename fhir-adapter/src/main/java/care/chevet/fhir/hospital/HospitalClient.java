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
 * A hospital's FHIR server as we call it. No call is repeated here, but for one with a fresh token:
 * whoever calls knows what is safe to repeat.
 */
public final class HospitalClient {

  private static final String FHIR_JSON = "application/fhir+json";
  private static final int WORDS_CHARACTERS_MAX = 4_000;

  /**
   * How a hospital is reached.
   *
   * @param base address of its FHIR server
   * @param endpoints where it may lie
   * @param certificateEnds when our own client certificate expires, if we show one
   */
  record Access(
      URI base,
      AllowedEndpoints endpoints,
      Credentials credentials,
      Optional<Instant> certificateEnds) {}

  private final HttpClient http;
  private final Access access;
  private final Duration timeout;
  private final Clock clock;

  HospitalClient(HttpClient http, Access access, Duration timeout, Clock clock) {
    this.http = http;
    this.access = access;
    this.timeout = timeout;
    this.clock = clock;
  }

  public Optional<Instant> certificateEnds() {
    return access.certificateEnds();
  }

  /** Sends everything in one transaction: the hospital takes all of it or nothing. */
  public Answer send(List<Outgoing> outgoing, Map<String, String> knownReferences)
      throws InterruptedException {
    var body = FhirTransaction.encode(outgoing, knownReferences);
    var request =
        request(access.base())
            .header("Content-Type", FHIR_JSON + ";charset=utf-8")
            .header("Prefer", "return=minimal")
            .POST(BodyPublishers.ofString(body));
    try {
      var response = call(request);
      if (response.statusCode() / 100 != 2) {
        return failure(response);
      }
      return FhirTransaction.decode(outgoing, response.body())
          .<Answer>map(Answer.Accepted::new)
          .orElseGet(() -> new Answer.Silence("the answer does not tell where the resources lie"));
    } catch (AllowedEndpoints.EndpointDenied e) {
      // Nothing was sent; whoever mends the configuration lets it go on.
      return new Answer.TryLater(words(e), Optional.empty());
    } catch (IOException e) {
      return new Answer.Silence(words(e));
    }
  }

  /** What the hospital holds under our identifier. */
  public Lookup find(String resourceType, String identifier) throws InterruptedException {
    var path = resourceType + "?identifier=" + FhirTransaction.token(identifier);
    try {
      var response = call(fresh(under(path)));
      return response.statusCode() == 200
          ? FhirTransaction.lookup(resourceType, response.body())
          : new Lookup.Failed(failure(response));
    } catch (IOException e) {
      return new Lookup.Failed(new Answer.Silence(words(e)));
    }
  }

  /** What the hospital holds at a place. */
  public Lookup read(String resourceType, String remoteId) throws InterruptedException {
    try {
      var response = call(fresh(under(resourceType + "/" + remoteId)));
      return switch (response.statusCode()) {
        case 200 -> FhirTransaction.resource(response.body());
        case 404, 410 -> new Lookup.Absent();
        default -> new Lookup.Failed(failure(response));
      };
    } catch (IOException e) {
      return new Lookup.Failed(new Answer.Silence(words(e)));
    }
  }

  /** The first page of what the hospital holds under any of our identifiers. */
  public SearchPage findAll(String resourceType, List<String> identifiers)
      throws InterruptedException {
    var tokens = identifiers.stream().map(FhirTransaction::token).toList();
    return search(resourceType + "?_count=100&identifier=" + String.join(",", tokens));
  }

  /** The first page of a search such as {@code Patient?_count=50}. */
  public SearchPage search(String query) throws InterruptedException {
    return page(under(query));
  }

  /** The page that the one before named. */
  public SearchPage page(URI address) throws InterruptedException {
    if (!String.valueOf(address.getAuthority()).equals(access.base().getAuthority())) {
      // Anything else would hand our token to whomever a page names.
      return new SearchPage.Failed(
          new Answer.Refused(0, "the address of the next page leaves the hospital"));
    }
    try {
      var response = call(fresh(address));
      return response.statusCode() == 200
          ? FhirTransaction.page(address, response.body())
          : new SearchPage.Failed(failure(response));
    } catch (IOException e) {
      return new SearchPage.Failed(new Answer.Silence(words(e)));
    }
  }

  private HttpResponse<String> call(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    access.endpoints().check(access.base());
    var bearer = access.credentials().bearer();
    bearer.ifPresent(token -> request.setHeader("Authorization", "Bearer " + token));
    var response = http.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() != 401
        || bearer.isEmpty()
        || !access.credentials().forget(bearer.get())) {
      return response;
    }
    // Nothing was taken under a token that was not accepted: it may have been withdrawn early.
    var renewed = access.credentials().bearer().orElse("");
    request.setHeader("Authorization", "Bearer " + renewed);
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder fresh(URI address) {
    return request(address).header("Cache-Control", "no-cache").GET();
  }

  private HttpRequest.Builder request(URI address) {
    return HttpRequest.newBuilder(address).timeout(timeout).header("Accept", FHIR_JSON);
  }

  private URI under(String path) {
    var text = access.base().toString();
    return URI.create(text.endsWith("/") ? text + path : text + "/" + path);
  }

  private Answer failure(HttpResponse<String> response) {
    var status = response.statusCode();
    var words = "HTTP " + status + ": " + diagnostics(response.body());
    return switch (status) {
      // Our sign-in, not the resource, is at fault: it heals when a person has mended it.
      case 401 -> new Answer.TryLater("credentials_refused: " + words, Optional.empty());
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

  private String words(IOException e) {
    if (HospitalTls.expired(e)) {
      return "certificate_expired: the hospital's certificate is no longer valid";
    }
    if (access.certificateEnds().filter(clock.instant()::isAfter).isPresent()) {
      return "client_certificate_expired: our own certificate is no longer valid";
    }
    var message = e.getMessage();
    if (e instanceof AllowedEndpoints.EndpointDenied) {
      return String.valueOf(message);
    }
    var name = e.getClass().getSimpleName();
    return message == null ? name : name + ": " + message;
  }
}
