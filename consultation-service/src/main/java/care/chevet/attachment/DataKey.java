package care.chevet.attachment;

import java.util.UUID;
import javax.crypto.SecretKey;

/**
 * The key that a care home's attachments are sealed under, as it is in memory while a request needs
 * it. At rest it exists only wrapped by a master key.
 */
public record DataKey(UUID id, UUID careHome, SecretKey secret) {

  /** Says nothing of the secret. */
  @Override
  public String toString() {
    return "DataKey[" + id + "]";
  }
}
