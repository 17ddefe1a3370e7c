package care.chevet.report;

import java.time.Instant;

/** A signed report as it was printed at its signature, once and for all. */
public record SignedDocument(Instant signedAt, Sha256 contentSha256, Pdf pdf) {}
