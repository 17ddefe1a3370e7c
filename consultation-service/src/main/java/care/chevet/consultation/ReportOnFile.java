package care.chevet.consultation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The report in a consultation's file, in its latest version.
 *
 * @param reason why it takes the place of the version before; null in the first
 * @param signed null while it is a draft
 * @param amended the signed version that this draft is to replace, if it is such a draft
 */
public record ReportOnFile(
    UUID id,
    int version,
    String text,
    @Nullable String reason,
    @Nullable Signed signed,
    @Nullable ReportOnFile amended) {

  /** What the signature fixed: when, and the document as it was rendered then. */
  public record Signed(Instant at, String pdfSha256, int pdfSizeBytes) {}
}
