package care.chevet.report;

import care.chevet.consultation.Dossier;
import care.chevet.directory.Person;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Everything that a physician puts her name to in one document. */
public sealed interface SignedContent permits ReportContent, PrescriptionContent {

  Dossier dossier();

  Person physician();

  int version();

  /** Why it takes the place of the version before; null in the first. */
  @Nullable String reason();

  Instant signedAt();

  /**
   * The content in its {@link CanonicalForm}. Whoever has the facts can write it again; changing
   * any of them changes it.
   */
  String canonical();

  /** The digest of the canonical form in UTF-8. */
  default Sha256 sha256() {
    return Sha256.of(canonical().getBytes(StandardCharsets.UTF_8));
  }

  default VerificationCode code() {
    return VerificationCode.of(sha256());
  }
}
