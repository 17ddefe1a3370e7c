package care.chevet.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signed version of a document among the others.
 *
 * @param reason why it took the place of the version before; null in the first
 * @param supersededBy the signed version after it; null while it is current
 */
public record SignedVersion(
    int version,
    Instant signedAt,
    @Nullable String reason,
    VerificationCode code,
    @Nullable Integer supersededBy) {}
