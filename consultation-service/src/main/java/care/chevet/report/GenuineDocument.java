package care.chevet.report;

import care.chevet.consultation.Coded;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What anybody who holds a signed document may know of it: nothing about the resident.
 *
 * @param rpps the signer's number in the national register of health professionals
 * @param sha256 the digest of the PDF, byte for byte
 * @param current whether no later version has taken its place
 */
public record GenuineDocument(
    Kind kind,
    int version,
    Instant signedAt,
    String signer,
    @Nullable String rpps,
    Sha256 sha256,
    boolean current) {

  /** What it is. */
  public enum Kind implements Coded {
    REPORT,
    PRESCRIPTION,
    OPINION
  }
}
