package care.chevet.fhir.exchange;

import care.chevet.fhir.problem.Sentences;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Every refusal of the operators' API as an RFC 9457 problem with a stable code. */
@RestControllerAdvice
final class ExchangeProblems extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ExchangeProblems.class);

  /** An expected refusal on its way out of a controller. */
  static final class Refused extends RuntimeException {

    private final HttpStatus status;
    private final String code;

    Refused(HttpStatus status, String code) {
      super(code);
      this.status = status;
      this.code = code;
    }
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(Refused refused, HttpServletRequest request) {
    return answer(refused.status, refused.code, request);
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ResponseEntity<ProblemDetail> unreachable(HttpServletRequest request) {
    return answer(HttpStatus.SERVICE_UNAVAILABLE, "store_unreachable", request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> failed(RuntimeException failure, HttpServletRequest request) {
    log.error("an operator's request failed: {}", failure.getClass().getName());
    log.debug("an operator's request failed", failure);
    return answer(HttpStatus.INTERNAL_SERVER_ERROR, "internal_error", request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception failure,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var code =
        switch (status.value()) {
          case 404 -> "not_found";
          case 405 -> "interaction_not_offered";
          case 415 -> "media_type_not_taken";
          case 500 -> "internal_error";
          default -> "malformed_request";
        };
    var servlet = ((ServletWebRequest) request).getRequest();
    return ResponseEntity.status(status).headers(headers).body(problem(status, code, servlet));
  }

  private static ResponseEntity<ProblemDetail> answer(
      HttpStatus status, String code, HttpServletRequest request) {
    return ResponseEntity.status(status).body(problem(status, code, request));
  }

  static ProblemDetail problem(HttpStatusCode status, String code, HttpServletRequest request) {
    var sentence = Sentences.of(code, Sentences.language(request.getHeader("Accept-Language")));
    var problem = ProblemDetail.forStatusAndDetail(status, sentence);
    problem.setType(URI.create(Sentences.CODES + "/" + code));
    problem.setTitle(
        sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence);
    problem.setInstance(URI.create(request.getRequestURI()));
    problem.setProperty("code", code);
    return problem;
  }
}
