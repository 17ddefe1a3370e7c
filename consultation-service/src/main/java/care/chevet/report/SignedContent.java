package care.chevet.report;

import care.chevet.directory.CareHome;
import care.chevet.directory.Person;
import care.chevet.directory.Specialty;
import care.chevet.resident.Resident;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Everything that a physician puts her name to in one document. */
public sealed interface SignedContent permits ConsultationContent, OpinionContent {

  Resident resident();

  CareHome careHome();

  Person physician();

  /** In which she was asked. */
  Specialty specialty();

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
