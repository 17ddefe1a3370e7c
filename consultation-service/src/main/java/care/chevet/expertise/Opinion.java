package care.chevet.expertise;

import java.time.Instant;

/**
 * The expert's answer, signed: it never changes.
 *
 * @param sha256 of what was signed, hexadecimal
 */
public record Opinion(String text, Instant signedAt, String sha256) {

  /** Some eight printed pages. */
  public static final int CHARACTERS_MAX = 20_000;
}
