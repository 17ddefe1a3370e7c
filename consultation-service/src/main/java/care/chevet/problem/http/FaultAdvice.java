package care.chevet.problem.http;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers for faults in and around controllers. */
@RestControllerAdvice
final class FaultAdvice {
  private final Faults faults;
  private final Problems problems;

  FaultAdvice(Faults faults, Problems problems) {
    this.faults = faults;
    this.problems = problems;
  }

  /**
   * Once an answer is on its way no other can be given: the fault, mostly a caller who has left, is
   * the server's to end the connection by.
   */
  @ExceptionHandler(Throwable.class)
  Mono<ResponseEntity<Object>> answer(Throwable fault, ServerWebExchange exchange) {
    return exchange.getResponse().isCommitted()
        ? Mono.error(fault)
        : Mono.just(problems.answer(faults.read(fault), exchange));
  }
}
