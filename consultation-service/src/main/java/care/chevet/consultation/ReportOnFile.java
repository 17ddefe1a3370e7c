package care.chevet.consultation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The report in a consultation's file.
 *
 * @param signed null while it is a draft
 */
public record ReportOnFile(UUID id, int version, String text, @Nullable Signed signed) {

  /** What the signature fixed: when, and the document as it was rendered then. */
  public record Signed(Instant at, String pdfSha256, int pdfSizeBytes) {}
}
