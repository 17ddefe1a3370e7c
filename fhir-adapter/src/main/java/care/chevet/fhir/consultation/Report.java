package care.chevet.fhir.consultation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signed report.
 *
 * @param pdfHref a path on the consultation service
 * @param text its words; null in snapshots of before they were told
 */
public record Report(
    String id,
    int version,
    Instant signedAt,
    String pdfHref,
    String pdfSha256,
    long pdfSizeBytes,
    @Nullable String text) {}
