package care.chevet.report.postgres;

import static java.util.Objects.requireNonNull;

import care.chevet.consultation.TimeOrderedId;
import care.chevet.report.Pdf;
import care.chevet.report.Reports;
import care.chevet.report.Sha256;
import care.chevet.report.SignedDocument;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresReports implements Reports {
  private final DatabaseClient database;

  PostgresReports(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Void> draft(UUID consultation, UUID author, String text, Instant at) {
    return database
        .sql(
            """
            insert into report (id, consultation, version, text, written_by, written_at)
            select :id, :consultation, coalesce(max(version), 0) + 1, :text, :author, :at
            from report where consultation = :consultation and signed_at is not null
            on conflict (consultation, version)
              do update set text = excluded.text, written_by = excluded.written_by,
                written_at = excluded.written_at
            """)
        .bind("id", TimeOrderedId.at(at))
        .bind("consultation", consultation)
        .bind("text", text)
        .bind("author", author)
        .bind("at", at)
        .then();
  }

  @Override
  public Mono<Void> sign(UUID report, SignedDocument document) {
    return database
        .sql(
            """
            update report set signed_at = :at, content_sha256 = :contentSha256, pdf = :pdf,
              pdf_sha256 = :pdfSha256
            where id = :id
            """)
        .bind("at", document.signedAt())
        .bind("contentSha256", document.contentSha256().digest())
        .bind("pdf", document.pdf().bytes())
        .bind("pdfSha256", document.pdf().sha256().digest())
        .bind("id", report)
        .then();
  }

  @Override
  public Mono<SignedDocument> document(UUID consultation, int version) {
    return database
        .sql(
            """
            select signed_at, content_sha256, pdf from report
            where consultation = :consultation and version = :version and signed_at is not null
            """)
        .bind("consultation", consultation)
        .bind("version", version)
        .map(PostgresReports::document)
        .one();
  }

  private static SignedDocument document(Readable row) {
    return new SignedDocument(
        requireNonNull(row.get("signed_at", Instant.class)),
        Sha256.ofDigest(requireNonNull(row.get("content_sha256", byte[].class))),
        new Pdf(requireNonNull(row.get("pdf", byte[].class))));
  }
}
