package care.chevet.fhir.consultation;

import java.time.Instant;

/** A signed report; {@code pdfHref} is a path on the consultation service. */
public record Report(
    String id,
    int version,
    Instant signedAt,
    String pdfHref,
    String pdfSha256,
    long pdfSizeBytes) {}
