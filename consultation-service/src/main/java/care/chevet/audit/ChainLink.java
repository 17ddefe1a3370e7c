package care.chevet.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An entry's place in the chain, as it is kept.
 *
 * @param position counted from 1, without gaps
 * @param entry the id of the entry
 * @param previous the chain hash of the link that it was sealed after
 * @param kept the entry itself; null if it is not there
 */
public record ChainLink(
    long position,
    long entry,
    Instant entryAt,
    Instant sealedAt,
    Sha256 content,
    Sha256 previous,
    Sha256 chain,
    @Nullable KeptEntry kept) {

  /** A SHA-256 digest, in lower-case hexadecimal. */
  public record Sha256(String hex) {
    private static final int DIGITS = 64;

    /** What the first link follows. */
    static final Sha256 NOTHING = new Sha256("0".repeat(DIGITS));

    public Sha256 {
      if (!hex.matches("[0-9a-f]{" + DIGITS + "}")) {
        throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal");
      }
    }

    static Sha256 of(byte[]... parts) {
      try {
        var digest = MessageDigest.getInstance("SHA-256");
        for (var part : parts) {
          digest.update(part);
        }
        return new Sha256(HexFormat.of().formatHex(digest.digest()));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    byte[] bytes() {
      return HexFormat.of().parseHex(hex);
    }
  }

  /** Whether the entry is word for word what was sealed. */
  boolean holdsItsEntry() {
    return kept != null
        && Sha256.of(kept.canonical().getBytes(StandardCharsets.UTF_8)).equals(content);
  }

  /** Whether the link's own hash is that of what it says. */
  boolean holdsItself() {
    var sealed = ByteBuffer.allocate(Long.BYTES).putLong(KeptEntry.micros(sealedAt)).array();
    return Sha256.of(previous.bytes(), content.bytes(), sealed).equals(chain);
  }
}
