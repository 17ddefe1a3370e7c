package care.chevet.problem.http;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ServerWebExchange;

/** Answers for faults in and around controllers. */
@RestControllerAdvice
final class FaultAdvice {
  private final Faults faults;
  private final Problems problems;

  FaultAdvice(Faults faults, Problems problems) {
    this.faults = faults;
    this.problems = problems;
  }

  @ExceptionHandler(Throwable.class)
  ResponseEntity<Object> answer(Throwable fault, ServerWebExchange exchange) {
    return problems.answer(faults.read(fault), exchange);
  }
}
