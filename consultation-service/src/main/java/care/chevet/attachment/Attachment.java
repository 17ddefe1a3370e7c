package care.chevet.attachment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file of a consultation's dossier. It never changes.
 *
 * @param sizeBytes of the content as kept
 * @param sha256 of the content as kept, hexadecimal
 * @param receivedSha256 of the file as it came, before a picture lost its metadata
 * @param operator who took or chose it, and sent it
 */
public record Attachment(
    UUID id,
    UUID consultation,
    Description description,
    int sizeBytes,
    String sha256,
    String receivedSha256,
    UUID operator,
    Instant addedAt,
    @Nullable PictureSize picture,
    boolean hasThumbnail,
    UUID key) {}
