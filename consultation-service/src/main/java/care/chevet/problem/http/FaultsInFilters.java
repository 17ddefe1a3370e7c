package care.chevet.problem.http;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Answers for faults before any controller: in filters, or when the session cannot be read. */
@Component
@Order(FaultsInFilters.BEFORE_THE_FRAMEWORKS_OWN)
final class FaultsInFilters implements WebExceptionHandler {
  static final int BEFORE_THE_FRAMEWORKS_OWN = -2;

  private final Faults faults;
  private final Problems problems;

  FaultsInFilters(Faults faults, Problems problems) {
    this.faults = faults;
    this.problems = problems;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable fault) {
    return exchange.getResponse().isCommitted()
        ? Mono.error(fault)
        : problems.write(faults.read(fault), exchange);
  }
}
