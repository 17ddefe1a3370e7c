package care.chevet.attachment;

import care.chevet.problem.Outcome;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Goes on from an outcome to work that takes time; a refusal ends the chain. */
final class Chain {
  private Chain() {}

  static <T, R> Mono<Outcome<R>> then(Outcome<T> outcome, Function<T, Mono<Outcome<R>>> next) {
    return switch (outcome) {
      case Outcome.Done<T>(var value) -> next.apply(value);
      case Outcome.Refused<T>(var refusal) -> Mono.just(Outcome.refused(refusal));
    };
  }
}
