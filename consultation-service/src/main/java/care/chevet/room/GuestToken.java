package care.chevet.room;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret in a guest's link: 256 random bits in base64url. It is shown once; what is kept is its
 * digest.
 */
public record GuestToken(String text) {
  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final SecureRandom RANDOM = new SecureRandom();

  public static GuestToken fresh() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new GuestToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** The token that somebody presents; nothing if it has not the form of one. */
  public static Optional<GuestToken> presented(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new GuestToken(text)) : Optional.empty();
  }

  byte[] sha256() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A record would print its text, and logs keep what is printed. */
  @Override
  public String toString() {
    return "GuestToken";
  }
}
