package care.chevet.fhir.facade;

import ca.uhn.fhir.rest.param.DateRangeParam;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a date parameter asks for.
 *
 * @param since the first moment
 * @param until the first moment after it
 */
public record TimeRange(Optional<Instant> since, Optional<Instant> until) {

  /** Times leave us in milliseconds, so whoever asks up to one means the whole of it. */
  private static final Duration LEAST = Duration.ofMillis(1);

  public static TimeRange of(@Nullable DateRangeParam range) {
    if (range == null) {
      return new TimeRange(Optional.empty(), Optional.empty());
    }
    return new TimeRange(
        Optional.ofNullable(range.getLowerBoundAsInstant()).map(Date::toInstant),
        Optional.ofNullable(range.getUpperBoundAsInstant())
            .map(Date::toInstant)
            .map(last -> last.plus(LEAST)));
  }
}
