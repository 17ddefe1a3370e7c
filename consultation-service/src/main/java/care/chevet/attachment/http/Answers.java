package care.chevet.attachment.http;

import care.chevet.access.Actor;
import care.chevet.attachment.Caller;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Refusals with the statuses that tus and ranges ask for. */
@Component
final class Answers {
  private static final HttpStatusCode CHECKSUM_MISMATCH = HttpStatusCode.valueOf(460);

  private final Problems problems;

  Answers(Problems problems) {
    this.problems = problems;
  }

  ResponseEntity<Object> refusal(Refusal refusal, ServerWebExchange exchange) {
    return refusal(refusal, exchange, _ -> {});
  }

  ResponseEntity<Object> refusal(
      Refusal refusal, ServerWebExchange exchange, Consumer<HttpHeaders> extra) {
    var answer = problems.answer(refusal, exchange);
    var status = status(refusal.code()).orElse(answer.getStatusCode());
    if (answer.getBody() instanceof ProblemDetail problem) {
      problem.setStatus(status.value());
    }
    return ResponseEntity.status(status)
        .headers(answer.getHeaders())
        .headers(extra)
        .body(answer.getBody());
  }

  /** The protocols' own statuses, which no kind of refusal stands for. */
  private static Optional<HttpStatusCode> status(String code) {
    return switch (code) {
      case "upload_checksum_wrong" -> Optional.of(CHECKSUM_MISMATCH);
      case "upload_expired", "attachment_erased" -> Optional.of(HttpStatus.GONE);
      case "tus_version_unsupported" -> Optional.of(HttpStatus.PRECONDITION_FAILED);
      case "unsupported_media_type" -> Optional.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
      case "range_not_satisfiable" -> Optional.of(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE);
      default -> Optional.empty();
    };
  }

  static Caller caller(Actor actor, ServerWebExchange exchange) {
    var remote = exchange.getRequest().getRemoteAddress();
    return new Caller(
        actor,
        remote == null || remote.getAddress() == null
            ? null
            : remote.getAddress().getHostAddress());
  }
}
