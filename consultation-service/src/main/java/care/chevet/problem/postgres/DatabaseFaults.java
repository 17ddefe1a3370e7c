package care.chevet.problem.postgres;

import care.chevet.problem.Refusal;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.net.SocketException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Reads the faults of PostgreSQL: one that is away or starting, and one that is busy. Any other is
 * a defect of ours.
 */
@Component
public final class DatabaseFaults {

  /**
   * PostgreSQL, Appendix A: lock_not_available, query_canceled, serialization_failure,
   * deadlock_detected.
   */
  private static final Set<String> BUSY = Set.of("55P03", "57014", "40001", "40P01");

  /** Connection exception, insufficient resources, operator intervention. */
  private static final Set<String> AWAY_CLASSES = Set.of("08", "53", "57");

  /** What to answer, if the fault is the database's. */
  public Optional<Refusal> read(Throwable fault) {
    for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case R2dbcException refused when BUSY.contains(state(refused)) -> {
          return Optional.of(Refusal.unavailable("database_busy"));
        }
        case R2dbcTimeoutException _ -> {
          return Optional.of(Refusal.unavailable("database_busy"));
        }
        case R2dbcNonTransientResourceException _, R2dbcTransientResourceException _ -> {
          return Optional.of(Refusal.unavailable("database_unavailable"));
        }
        case R2dbcException refused when AWAY_CLASSES.contains(stateClass(refused)) -> {
          return Optional.of(Refusal.unavailable("database_unavailable"));
        }
        case CannotCreateTransactionException begin
            when begin.getCause() instanceof SocketException -> {
          return Optional.of(Refusal.unavailable("database_unavailable"));
        }
        default -> {}
      }
    }
    return fault instanceof DataAccessResourceFailureException
        ? Optional.of(Refusal.unavailable("database_unavailable"))
        : Optional.empty();
  }

  private static String state(R2dbcException fault) {
    var state = fault.getSqlState();
    return state == null ? "" : state;
  }

  private static String stateClass(R2dbcException fault) {
    var state = state(fault);
    return state.length() < 2 ? "" : state.substring(0, 2);
  }
}
