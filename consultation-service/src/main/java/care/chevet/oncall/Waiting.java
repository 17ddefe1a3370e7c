package care.chevet.oncall;

import care.chevet.consultation.Dossier;
import java.time.Duration;
import java.time.Instant;

/**
 * A request that waits for a physician.
 *
 * @param place in the queue, from one
 */
public record Waiting(int place, Instant since, Duration waited, Dossier dossier) {}
