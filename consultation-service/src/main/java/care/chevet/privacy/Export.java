package care.chevet.privacy;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * An order to put somebody's data together, for whoever gave it.
 *
 * @param reason why, in her own words
 * @param until when the archive can no longer be fetched
 */
public record Export(UUID id, Subject of, UUID askedBy, String reason, Instant at, Instant until) {
  public static final Duration FETCHED_WITHIN = Duration.ofHours(1);
}
