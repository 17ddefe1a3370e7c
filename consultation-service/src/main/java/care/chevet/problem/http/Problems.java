package care.chevet.problem.http;

import care.chevet.problem.Refusal;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Turns refusals into problem documents (RFC 9457) in the caller's language. */
@Component
public final class Problems {
  private static final String TYPE_ROOT = "https://chevet.care/problems/";

  private final ProblemSentences sentences;
  private final JsonMapper json;

  Problems(ProblemSentences sentences, JsonMapper json) {
    this.sentences = sentences;
    this.json = json;
  }

  /** The answer that a controller returns for a refusal. */
  public ResponseEntity<Object> answer(Refusal refusal, ServerWebExchange exchange) {
    return answer(new Faults.Reading(refusal), exchange);
  }

  /** The same, put into words only when nothing else is answered. */
  public Mono<ResponseEntity<Object>> otherwise(Refusal refusal, ServerWebExchange exchange) {
    return Mono.fromSupplier(() -> answer(refusal, exchange));
  }

  /** Writes the problem where no controller is at hand, as in a security filter. */
  public Mono<Void> write(Refusal refusal, ServerWebExchange exchange) {
    return write(new Faults.Reading(refusal), exchange);
  }

  ResponseEntity<Object> answer(Faults.Reading reading, ServerWebExchange exchange) {
    var locale = language(exchange);
    return ResponseEntity.status(reading.status())
        .headers(reading.headers())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .header(HttpHeaders.CONTENT_LANGUAGE, locale.getLanguage())
        .cacheControl(CacheControl.noStore())
        .body(document(reading.refusal(), reading.status(), locale, exchange));
  }

  Mono<Void> write(Faults.Reading reading, ServerWebExchange exchange) {
    var response = exchange.getResponse();
    var locale = language(exchange);
    response.setStatusCode(reading.status());
    response.getHeaders().addAll(reading.headers());
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    response.getHeaders().set(HttpHeaders.CONTENT_LANGUAGE, locale.getLanguage());
    response.getHeaders().setCacheControl(CacheControl.noStore());
    var document = document(reading.refusal(), reading.status(), locale, exchange);
    var bytes = json.writeValueAsBytes(document);
    return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes)));
  }

  private ProblemDetail document(
      Refusal refusal, HttpStatusCode status, Locale locale, ServerWebExchange exchange) {
    var problem = ProblemDetail.forStatus(status);
    problem.setType(URI.create(TYPE_ROOT + refusal.code()));
    problem.setTitle(sentences.title(refusal.code(), locale));
    problem.setDetail(sentences.detail(refusal.code(), locale, refusal.arguments()));
    problem.setInstance(URI.create(exchange.getRequest().getPath().value()));
    problem.setProperty("code", refusal.code());
    refusal.field().ifPresent(field -> problem.setProperty("field", field));
    return problem;
  }

  private Locale language(ServerWebExchange exchange) {
    try {
      return sentences.languageFor(exchange.getRequest().getHeaders().getAcceptLanguage());
    } catch (IllegalArgumentException _) {
      // A header that cannot be read is no reason to refuse the request a second time.
      return sentences.languageFor(List.of());
    }
  }

  static HttpStatus status(Refusal.Kind kind) {
    return switch (kind) {
      case MALFORMED -> HttpStatus.BAD_REQUEST;
      case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
      case FORBIDDEN -> HttpStatus.FORBIDDEN;
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case CONFLICT -> HttpStatus.CONFLICT;
      case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
      case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
      case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
      case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
    };
  }
}
