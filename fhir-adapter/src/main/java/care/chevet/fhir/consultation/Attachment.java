package care.chevet.fhir.consultation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A picture, a sound or a paper taken at the bedside: what it is, and where its bytes are had.
 *
 * @param operator who took it, a professional's id
 * @param sha256 of its bytes, hexadecimal
 * @param href a path on the consultation service; null in snapshots of before it was told
 */
public record Attachment(
    String id,
    String consultation,
    String operator,
    String kind,
    String mediaType,
    long sizeBytes,
    String sha256,
    @Nullable BodySite bodySite,
    @Nullable String device,
    Instant takenAt,
    @Nullable String href) {

  /** The place on the body that it shows, as a coded concept. */
  public record BodySite(String system, String code, String display) {}

  /** Whether it shows or sounds as the body does, and is no paper. */
  public boolean observed() {
    return mediaType.startsWith("image/") || mediaType.startsWith("audio/");
  }
}
