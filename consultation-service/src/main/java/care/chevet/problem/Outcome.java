package care.chevet.problem;

import java.util.function.Function;
import reactor.core.publisher.Mono;

/** What came of asking: the thing done, or the refusal. */
public sealed interface Outcome<T> {

  /** It was done, and this is the result. */
  record Done<T>(T value) implements Outcome<T> {}

  /** It was refused, and nothing changed. */
  record Refused<T>(Refusal refusal) implements Outcome<T> {}

  static <T> Outcome<T> done(T value) {
    return new Done<>(value);
  }

  static <T> Outcome<T> refused(Refusal refusal) {
    return new Refused<>(refusal);
  }

  /** The same outcome with its result changed; a refusal stays as it is. */
  default <R> Outcome<R> map(Function<? super T, ? extends R> change) {
    return switch (this) {
      case Done<T>(var value) -> new Done<>(change.apply(value));
      case Refused<T>(var refusal) -> new Refused<>(refusal);
    };
  }

  /** What follows a result; a refusal stays as it is. */
  default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
    return switch (this) {
      case Done<T>(var value) -> next.apply(value);
      case Refused<T>(var refusal) -> new Refused<>(refusal);
    };
  }

  /** What follows a result in its own time; a refusal stays as it is. */
  default <R> Mono<Outcome<R>> thenLater(Function<? super T, Mono<Outcome<R>>> next) {
    return switch (this) {
      case Done<T>(var value) -> next.apply(value);
      case Refused<T>(var refusal) -> Mono.just(new Refused<>(refusal));
    };
  }
}
