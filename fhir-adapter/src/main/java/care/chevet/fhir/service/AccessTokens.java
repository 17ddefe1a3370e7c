package care.chevet.fhir.service;

import care.chevet.fhir.ClientAssertion;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Our access token at the identity provider: fetched once, renewed before it expires. */
final class AccessTokens {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration RENEW_BEFORE_EXPIRY = Duration.ofSeconds(30);
  private static final Duration LIFETIME_WHEN_UNSTATED = Duration.ofMinutes(1);
  private static final String SCOPES = "feed.read records.write deliveries.write";

  private record Token(String value, Instant renewAt) {}

  private final ServiceSettings settings;
  private final HttpClient http;
  private final JsonMapper json;
  private final Clock clock;
  private final @Nullable ClientAssertion assertion;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Token current;

  AccessTokens(ServiceSettings settings, HttpClient http, JsonMapper json, Clock clock) {
    this.settings = settings;
    this.http = http;
    this.json = json;
    this.clock = clock;
    var keyFile = settings.clientKeyFile();
    this.assertion =
        keyFile == null
            ? null
            : new ClientAssertion(
                settings.clientId(), ClientAssertion.key(keyFile), settings.tokenUrl());
  }

  String bearer() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      var token = current;
      if (token == null || !clock.instant().isBefore(token.renewAt())) {
        token = fetch();
        current = token;
      }
      return token.value();
    } finally {
      lock.unlock();
    }
  }

  /** Drops {@code refused} unless another caller has already replaced it. */
  void forget(String refused) {
    lock.lock();
    try {
      if (current != null && current.value().equals(refused)) {
        current = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private Token fetch() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(settings.tokenUrl())
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json");
    if (assertion == null) {
      request.header("Authorization", "Basic " + credentials());
    }
    var form = assertion == null ? plain() : signed(assertion);
    var response =
        http.send(request.POST(BodyPublishers.ofString(form)).build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new ServiceUnavailable("identity provider answered " + response.statusCode());
    }
    try {
      var answer = json.readTree(response.body());
      var lifetime =
          answer.path("expires_in").isNumber()
              ? Duration.ofSeconds(answer.path("expires_in").asLong())
              : LIFETIME_WHEN_UNSTATED;
      var margin = lifetime.compareTo(RENEW_BEFORE_EXPIRY.multipliedBy(2)) > 0;
      var usable = margin ? lifetime.minus(RENEW_BEFORE_EXPIRY) : lifetime.dividedBy(2);
      return new Token(answer.required("access_token").asString(), clock.instant().plus(usable));
    } catch (JacksonException e) {
      throw new ServiceUnavailable("identity provider answered without a token", e);
    }
  }

  private static String plain() {
    return "grant_type=client_credentials&scope=" + encoded(SCOPES);
  }

  /** Some servers want the client named beside the assertion too; RFC 7521 §4.2 lets us. */
  private String signed(ClientAssertion proof) throws IOException {
    var form = proof.form(SCOPES, clock.instant());
    form.put("client_id", settings.clientId());
    return form.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** RFC 6749 §2.3.1 has both parts form-encoded before they are joined. */
  private String credentials() {
    var pair =
        encoded(settings.clientId())
            + ":"
            + encoded(Objects.requireNonNullElse(settings.clientSecret(), ""));
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
