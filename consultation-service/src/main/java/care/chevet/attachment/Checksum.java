package care.chevet.attachment;

import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What the bytes of one request must add up to (tus 1.0.0, Checksum).
 *
 * @param algorithm as the JDK names it
 */
// Never compared; the array is passed on, not kept.
@SuppressWarnings("ArrayRecordComponent")
public record Checksum(String algorithm, byte[] expected) {

  /** The algorithms taken, as the protocol names them. */
  public static final String ALGORITHMS = "sha1,sha256";

  /** Reads an {@code Upload-Checksum} header: the algorithm, a space, the digest in Base64. */
  public static Outcome<Checksum> read(String header) {
    var words = header.strip().split(" ", -1);
    var algorithm =
        switch (words[0]) {
          case "sha1" -> "SHA-1";
          case "sha256" -> "SHA-256";
          default -> "";
        };
    if (algorithm.isEmpty() || words.length != 2) {
      return Outcome.refused(Refusal.malformed("upload_checksum_unknown"));
    }
    try {
      return Outcome.done(new Checksum(algorithm, Base64.getDecoder().decode(words[1])));
    } catch (IllegalArgumentException _) {
      return Outcome.refused(Refusal.malformed("upload_checksum_unknown"));
    }
  }

  MessageDigest digest() {
    return digest(algorithm);
  }

  boolean matches(MessageDigest digest) {
    return MessageDigest.isEqual(expected, digest.digest());
  }

  static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(algorithm + " is missing from this Java runtime", e);
    }
  }
}
