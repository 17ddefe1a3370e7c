package care.chevet.scheduling.postgres;

import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.problem.postgres.Deadlocks;
import io.r2dbc.postgresql.api.PostgresqlException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Reads what the functions of the database refuse: an error of state {@code CV409} whose message is
 * a code and whose detail names the resources that are taken.
 */
final class Refusals {

  private static final String REFUSED = "CV409";

  private Refusals() {}

  /** The outcome of a statement: its value, or what the database refused. */
  static <T> Mono<Outcome<T>> read(Mono<Outcome<T>> statement) {
    return Deadlocks.outlive(statement)
        .onErrorResume(
            fault -> refusal(fault) != null,
            fault -> {
              Refusal refusal = refusal(fault);
              return refusal == null ? Mono.error(fault) : Mono.just(Outcome.refused(refusal));
            });
  }

  private static @Nullable Refusal refusal(Throwable fault) {
    for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof PostgresqlException refused
          && refused.getErrorDetails().getCode().equals(REFUSED)) {
        return refusal(
            refused.getErrorDetails().getMessage(),
            refused
                .getErrorDetails()
                .getDetail()
                .map(d -> List.of(d.split(",")))
                .orElse(List.of()));
      }
    }
    return null;
  }

  private static Refusal refusal(String code, List<String> taken) {
    if (code.equals("resource_taken") && !taken.isEmpty()) {
      String first = taken.getFirst().replace('-', '_');
      return new Refusal(first + "_taken", Refusal.Kind.CONFLICT, taken);
    }
    return code.equals("not_of_this_care_home") ? Refusal.invalid(code) : Refusal.conflict(code);
  }
}
