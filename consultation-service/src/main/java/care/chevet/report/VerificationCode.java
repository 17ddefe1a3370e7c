package care.chevet.report;

import java.util.Locale;
import java.util.Optional;

/**
 * What is printed on a signed document, for whoever holds it to ask whether it is genuine: the
 * first eighty bits of the content's digest in Crockford's base 32, which has no letter that looks
 * like a digit, and a check symbol.
 *
 * <p>The check symbol is the remainder of the others, taken as a polynomial over GF(32), by x − α:
 * one symbol misread, or any two exchanged, are found out.
 *
 * @param symbols sixteen and the check symbol, without hyphens
 */
public record VerificationCode(String symbols) {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int BITS_PER_SYMBOL = 5;
  private static final int SYMBOLS = 16;
  private static final int GROUP = 4;

  /** x⁵ + x² + 1, which makes x a generator of GF(32). */
  private static final int FIELD_POLYNOMIAL = 0b100101;

  public VerificationCode {
    if (symbols.length() != SYMBOLS + 1 || !symbols.chars().allMatch(VerificationCode::isSymbol)) {
      throw new IllegalArgumentException("not a verification code");
    }
    if (check(symbols.substring(0, SYMBOLS)) != symbols.charAt(SYMBOLS)) {
      throw new IllegalArgumentException("the check symbol does not fit");
    }
  }

  /** The code of a document with this digest of its content. */
  public static VerificationCode of(Sha256 content) {
    var digest = content.digest();
    var symbols = new StringBuilder();
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      symbols.append(ALPHABET.charAt(bits(digest, symbol * BITS_PER_SYMBOL)));
    }
    return new VerificationCode(symbols.append(check(symbols)).toString());
  }

  /** Reads a code as people type it; nothing if it is none, or was misread. */
  public static Optional<VerificationCode> typed(String text) {
    var symbols =
        text.toUpperCase(Locale.ROOT)
            .replaceAll("[\\s-]", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    try {
      return Optional.of(new VerificationCode(symbols));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** In groups of four, and the check symbol. */
  public String spoken() {
    return symbols.replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
  }

  /** What a document is found by: the digest of the eighty bits, which tells nobody the code. */
  public Sha256 lookup() {
    var bits = new byte[SYMBOLS * BITS_PER_SYMBOL / Byte.SIZE];
    for (int bit = 0; bit < bits.length * Byte.SIZE; bit++) {
      int value = ALPHABET.indexOf(symbols.charAt(bit / BITS_PER_SYMBOL));
      int one = (value >> (BITS_PER_SYMBOL - 1 - bit % BITS_PER_SYMBOL)) & 1;
      bits[bit / Byte.SIZE] |= (byte) (one << (Byte.SIZE - 1 - bit % Byte.SIZE));
    }
    return Sha256.of(bits);
  }

  private static boolean isSymbol(int character) {
    return ALPHABET.indexOf(character) >= 0;
  }

  private static char check(CharSequence symbols) {
    int remainder = 0;
    for (int at = 0; at < symbols.length(); at++) {
      remainder = timesGenerator(remainder ^ ALPHABET.indexOf(symbols.charAt(at)));
    }
    return ALPHABET.charAt(remainder);
  }

  private static int timesGenerator(int element) {
    int doubled = element << 1;
    return doubled >= ALPHABET.length() ? doubled ^ FIELD_POLYNOMIAL : doubled;
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
