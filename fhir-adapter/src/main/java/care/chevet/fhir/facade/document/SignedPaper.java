package care.chevet.fhir.facade.document;

import care.chevet.fhir.consultation.Expertise;
import care.chevet.fhir.consultation.Report;
import care.chevet.fhir.facade.told.Told;
import care.chevet.fhir.feed.Snapshots;
import java.util.Optional;

/**
 * Where the bytes of a signed document lie, and what they must be.
 *
 * @param pdfHref a path on the consultation service
 */
record SignedPaper(DocumentId id, String pdfHref, String pdfSha256, long pdfSizeBytes) {

  /** The report or the opinion of an account; empty while neither is signed. */
  static Optional<SignedPaper> of(Told.Account account) {
    return switch (account.kind()) {
      case CONSULTATION ->
          Optional.ofNullable(Snapshots.consultation(account.snapshot()).report())
              .map(report -> of(account, report));
      case EXPERTISE ->
          Optional.ofNullable(Snapshots.expertise(account.snapshot()).opinion())
              .map(opinion -> of(account, opinion));
      case BOOKING -> Optional.empty();
    };
  }

  private static SignedPaper of(Told.Account account, Report report) {
    return new SignedPaper(
        new DocumentId(account.file(), report.version()),
        report.pdfHref(),
        report.pdfSha256(),
        report.pdfSizeBytes());
  }

  private static SignedPaper of(Told.Account account, Expertise.Opinion opinion) {
    return new SignedPaper(
        new DocumentId(account.file(), Told.OPINION_VERSION),
        opinion.pdfHref(),
        opinion.pdfSha256(),
        opinion.pdfSizeBytes());
  }
}
