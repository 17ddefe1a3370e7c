package care.chevet.expertise;

import care.chevet.consultation.Coded;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which one expert was to answer.
 *
 * @param until null while it lasts
 */
public record Turn(UUID expert, Instant from, @Nullable Instant until, @Nullable Why why) {

  /** Why a turn ended. */
  public enum Why implements Coded {
    OVERDUE,
    ANSWERED,
    CONVERTED,
    CANCELLED
  }

  Turn ended(Instant at, Why because) {
    return until == null ? new Turn(expert, from, at, because) : this;
  }
}
