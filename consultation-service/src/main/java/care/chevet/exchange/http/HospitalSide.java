package care.chevet.exchange.http;

import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program that speaks with hospitals, asked in this service's own name. That it is away, slow
 * or wrong is an expected refusal: nothing else here waits for it.
 */
@Component
final class HospitalSide {
  private static final Logger LOG = LoggerFactory.getLogger(HospitalSide.class);

  /** The longest answer is that about everything on record of one resident. */
  private static final int ANSWER_BYTES_MAX = 32 << 20;

  /** Its refusals that people are told as they are; any other is a fault between two programs. */
  private static final Set<String> TOLD =
      Set.of(
          "dead_letter_unknown",
          "finding_busy",
          "finding_not_healable",
          "finding_unknown",
          "hospital_unknown",
          "match_unknown",
          "resident_unknown",
          "ruled_already");

  private final ExchangeSettings settings;
  private final JsonMapper json;
  private final WebClient web;
  private final @Nullable AccessTokens tokens;

  HospitalSide(ExchangeSettings settings, JsonMapper json, ReactorResourceFactory resources) {
    this.settings = settings;
    this.json = json;
    this.web =
        WebClient.builder()
            .baseUrl(settings.url())
            .clientConnector(new ReactorClientHttpConnector(resources, client -> client))
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(ANSWER_BYTES_MAX))
            .build();
    this.tokens = settings.connected() ? new AccessTokens(settings) : null;
  }

  boolean connected() {
    return settings.connected();
  }

  Mono<Outcome<JsonNode>> read(String path, Object... variables) {
    return ask(HttpMethod.GET, null, path, variables);
  }

  /** Has something done there; done twice it is refused as unknown, or changes nothing. */
  Mono<Outcome<JsonNode>> act(@Nullable Object body, String path, Object... variables) {
    return ask(HttpMethod.POST, body, path, variables);
  }

  private Mono<Outcome<JsonNode>> ask(
      HttpMethod method, @Nullable Object body, String path, Object... variables) {
    var access = tokens;
    if (access == null) {
      return Mono.just(Outcome.refused(Refusal.unavailable("hospital_side_absent")));
    }
    Mono<String> once =
        access.current().flatMap(token -> call(token, method, body, path, variables));
    return once.onErrorResume(
            WebClientResponseException.Unauthorized.class, _ -> access.forget().then(once))
        .timeout(settings.answerWithin())
        .map(text -> Outcome.done(json.readTree(text)))
        .defaultIfEmpty(Outcome.done(json.createObjectNode()))
        .onErrorResume(
            WebClientResponseException.class, refusal -> Mono.just(refused(refusal, variables)))
        .onErrorResume(
            HospitalSide::away,
            fault -> {
              LOG.warn("the hospitals' side does not answer: {}", fault.toString());
              return Mono.just(Outcome.refused(Refusal.unavailable("hospital_side_unreachable")));
            });
  }

  private Mono<String> call(
      String token, HttpMethod method, @Nullable Object body, String path, Object... variables) {
    var request =
        web.method(method)
            .uri(path, variables)
            .accept(MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON)
            .header(HttpHeaders.AUTHORIZATION, "Bearer " + token);
    var sent =
        body == null
            ? request
            : request
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json.writeValueAsString(body));
    return sent.retrieve().bodyToMono(String.class);
  }

  private static boolean away(Throwable fault) {
    return fault instanceof WebClientException
        || fault instanceof TimeoutException
        || fault instanceof OAuth2AuthorizationException
        || fault instanceof JacksonException;
  }

  private Outcome<JsonNode> refused(WebClientResponseException answer, Object... variables) {
    var code = code(answer.getResponseBodyAsString());
    var kind = kind(answer.getStatusCode());
    if (kind == null || !TOLD.contains(code)) {
      LOG.warn("the hospitals' side answered {}", answer.getStatusCode());
      return Outcome.refused(Refusal.unavailable("hospital_side_unreachable"));
    }
    var blanks =
        code.equals("hospital_unknown") && variables.length > 0
            ? List.of(String.valueOf(variables[0]))
            : List.<String>of();
    return Outcome.refused(new Refusal(code, kind, blanks));
  }

  private String code(String body) {
    try {
      return json.readTree(body).path("code").asString("");
    } catch (JacksonException _) {
      return "";
    }
  }

  private static Refusal.@Nullable Kind kind(HttpStatusCode status) {
    return switch (status.value()) {
      case 404 -> Refusal.Kind.NOT_FOUND;
      case 409 -> Refusal.Kind.CONFLICT;
      case 422 -> Refusal.Kind.INVALID;
      default -> null;
    };
  }
}
