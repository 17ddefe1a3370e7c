package care.chevet.consultation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a recipient last said of the report.
 *
 * @param recipient the hospital's name
 * @param status {@code delivered} or {@code failed}
 * @param reference where the recipient keeps it, in its own words
 */
public record DeliveryOnFile(
    String recipient, String finess, String status, Instant at, @Nullable String reference) {}
