package care.chevet.report.postgres;

import static java.util.Objects.requireNonNull;

import care.chevet.report.Pdf;
import care.chevet.report.PrintedOpinions;
import care.chevet.report.Sha256;
import care.chevet.report.SignedDocument;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresPrintedOpinions implements PrintedOpinions {
  private final DatabaseClient database;

  PostgresPrintedOpinions(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Void> add(UUID expertise, UUID signer, SignedDocument document) {
    return database
        .sql(
            """
            insert into opinion_print (
              expertise, signed_at, signed_by, content_sha256, pdf, pdf_sha256)
            values (:expertise, :at, :signer, :contentSha256, :pdf, :pdfSha256)
            """)
        .bind("expertise", expertise)
        .bind("at", document.signedAt())
        .bind("signer", signer)
        .bind("contentSha256", document.contentSha256().digest())
        .bind("pdf", document.pdf().bytes())
        .bind("pdfSha256", document.pdf().sha256().digest())
        .then();
  }

  @Override
  public Mono<SignedDocument> of(UUID expertise) {
    return database
        .sql(
            "select signed_at, content_sha256, pdf from opinion_print where expertise = :expertise")
        .bind("expertise", expertise)
        .map(row ->
            new SignedDocument(
                requireNonNull(row.get("signed_at", Instant.class)),
                Sha256.ofDigest(requireNonNull(row.get("content_sha256", byte[].class))),
                new Pdf(requireNonNull(row.get("pdf", byte[].class)))))
        .one();
  }
}
