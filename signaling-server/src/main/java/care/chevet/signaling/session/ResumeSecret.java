package care.chevet.signaling.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The 256-bit secret that takes a session up again. Only its hash is kept. A new one is issued at
 * each resume; the one before stays good until the client has spoken, because the welcome that
 * carries the new one may be lost with its socket.
 */
final class ResumeSecret {
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private byte @Nullable [] current;
  private byte @Nullable [] previous;

  /** Hashes of the secrets that are good, the current one first. */
  record Hashes(String current, @Nullable String previous) {}

  ResumeSecret() {}

  /** A secret as it was written down. */
  ResumeSecret(Hashes hashes) {
    current = Base64.getDecoder().decode(hashes.current());
    previous = hashes.previous() == null ? null : Base64.getDecoder().decode(hashes.previous());
  }

  Hashes hashes() {
    return new Hashes(
        current == null ? "" : Base64.getEncoder().encodeToString(current),
        previous == null ? null : Base64.getEncoder().encodeToString(previous));
  }

  /** Issues a new secret in place of the one presented, if one was. */
  String issue(@Nullable String presented) {
    byte[] secret = new byte[BYTES];
    RANDOM.nextBytes(secret);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    previous = presented == null ? null : hash(presented);
    current = hash(text);
    return text;
  }

  boolean matches(String presented) {
    byte[] hash = hash(presented);
    return (current != null && MessageDigest.isEqual(current, hash))
        || (previous != null && MessageDigest.isEqual(previous, hash));
  }

  /** The client has shown that it got the current secret. */
  void confirmed() {
    previous = null;
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
