package care.chevet.attachment;

import java.time.Instant;
import java.util.UUID;

/**
 * A file on its way in. Once {@link #receivedBytes} is {@link #sizeBytes}, the attachment of the
 * same id exists.
 *
 * @param sender who began it; nobody else may go on with it
 * @param key the data key that its content is sealed with
 * @param metadata the Upload-Metadata header as it was sent
 */
public record Upload(
    UUID id,
    UUID consultation,
    UUID sender,
    UUID key,
    int sizeBytes,
    int receivedBytes,
    Description description,
    String metadata,
    Instant expiresAt) {

  boolean complete() {
    return receivedBytes == sizeBytes;
  }

  boolean expired(Instant now) {
    return !now.isBefore(expiresAt);
  }
}
