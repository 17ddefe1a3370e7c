package care.chevet.report;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 digest in lower-case hexadecimal. */
public record Sha256(String hex) {
  private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int BITS_PER_SYMBOL = 5;
  private static final int SYMBOLS = 16;
  private static final int GROUP = 4;

  public Sha256 {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a SHA-256");
    }
  }

  public static Sha256 of(byte[] bytes) {
    try {
      return ofDigest(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Sha256 ofDigest(byte[] digest) {
    return new Sha256(HexFormat.of().formatHex(digest));
  }

  public byte[] digest() {
    return HexFormat.of().parseHex(hex);
  }

  /**
   * The first eighty bits for a person to read out: Crockford's base 32, which has no letter that
   * looks like a digit, in groups of four.
   */
  public String spoken() {
    var digest = digest();
    var code = new StringBuilder();
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      if (symbol > 0 && symbol % GROUP == 0) {
        code.append('-');
      }
      code.append(CROCKFORD.charAt(bits(digest, symbol * BITS_PER_SYMBOL)));
    }
    return code.toString();
  }

  private static int bits(byte[] digest, int from) {
    int value = 0;
    for (int bit = from; bit < from + BITS_PER_SYMBOL; bit++) {
      var shift = Byte.SIZE - 1 - bit % Byte.SIZE;
      value = (value << 1) | ((digest[bit / Byte.SIZE] >> shift) & 1);
    }
    return value;
  }
}
