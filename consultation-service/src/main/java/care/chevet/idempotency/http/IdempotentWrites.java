package care.chevet.idempotency.http;

import care.chevet.access.Actor;
import care.chevet.idempotency.Answer;
import care.chevet.idempotency.OnceOnly;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Runs a person's write under the {@code Idempotency-Key} of her request. */
@Component
public final class IdempotentWrites {
  static final String KEY_HEADER = "Idempotency-Key";
  static final String REPLAYED_HEADER = "Idempotency-Replayed";

  private final OnceOnly once;
  private final Problems problems;
  private final JsonMapper json;

  IdempotentWrites(OnceOnly once, Problems problems, JsonMapper json) {
    this.once = once;
    this.problems = problems;
    this.json = json;
  }

  /**
   * Runs the write in one transaction with its key and its answer, or answers as the first time.
   *
   * @param request the request's body as it was read, null if it has none; with method and path it
   *     tells one request from another
   */
  public Mono<ResponseEntity<Object>> run(
      ServerWebExchange exchange,
      Actor actor,
      @Nullable Object request,
      Mono<Outcome<Written>> write) {
    return switch (key(exchange.getRequest())) {
      case Outcome.Refused<UUID>(var refusal) -> Mono.just(problems.answer(refusal, exchange));
      case Outcome.Done<UUID>(var key) ->
          once.run(
                  actor.person(),
                  key,
                  sha256(exchange.getRequest(), request),
                  write.map(outcome -> outcome.map(this::answer)))
              .map(outcome -> respond(outcome, exchange));
    };
  }

  private static Outcome<UUID> key(ServerHttpRequest request) {
    var header = request.getHeaders().getFirst(KEY_HEADER);
    if (header == null) {
      return Outcome.refused(Refusal.malformed("idempotency_key_missing"));
    }
    try {
      var key = UUID.fromString(header);
      // fromString also takes shortened groups; a key is written in full.
      return key.toString().equalsIgnoreCase(header)
          ? Outcome.done(key)
          : Outcome.refused(Refusal.malformed("idempotency_key_malformed"));
    } catch (IllegalArgumentException _) {
      return Outcome.refused(Refusal.malformed("idempotency_key_malformed"));
    }
  }

  private byte[] sha256(ServerHttpRequest request, @Nullable Object body) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var line = request.getMethod() + " " + request.getPath().value() + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
      if (body != null) {
        digest.update(json.writeValueAsBytes(body));
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Answer answer(Written written) {
    return new Answer(
        written.status(),
        written.location(),
        text(written.body()),
        false,
        text(written.shownOnce()));
  }

  private @Nullable String text(@Nullable Object body) {
    return body == null ? null : json.writeValueAsString(body);
  }

  private ResponseEntity<Object> respond(Outcome<Answer> outcome, ServerWebExchange exchange) {
    return switch (outcome) {
      case Outcome.Refused<Answer>(var refusal) -> problems.answer(refusal, exchange);
      case Outcome.Done<Answer>(var answer) -> respond(answer);
    };
  }

  private static ResponseEntity<Object> respond(Answer answer) {
    var headers = new HttpHeaders();
    if (answer.location() != null) {
      headers.setLocation(URI.create(answer.location()));
    }
    if (answer.replayed()) {
      headers.set(REPLAYED_HEADER, "true");
    }
    var response = ResponseEntity.status(answer.status()).headers(headers);
    var body = answer.bodyNow();
    return body == null
        ? response.build()
        : response
            .contentType(MediaType.APPLICATION_JSON)
            .body(body.getBytes(StandardCharsets.UTF_8));
  }
}
