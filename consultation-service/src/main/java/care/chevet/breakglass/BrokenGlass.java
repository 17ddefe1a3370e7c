package care.chevet.breakglass;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A record opened in an emergency.
 *
 * @param reason in the physician's own words
 * @param until when the record closes to her again
 */
public record BrokenGlass(
    UUID id, UUID resident, UUID physician, String reason, Instant at, Instant until) {

  /** Long enough for an emergency, too short for a habit. */
  public static final Duration OPEN_FOR = Duration.ofHours(1);

  /** Shorter is no reason. */
  public static final int REASON_CHARACTERS_MIN = 20;

  public static final int REASON_CHARACTERS_MAX = 500;
}
