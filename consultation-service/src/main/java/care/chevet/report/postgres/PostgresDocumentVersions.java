package care.chevet.report.postgres;

import static java.util.Objects.requireNonNull;

import care.chevet.consultation.Coded;
import care.chevet.consultation.TimeOrderedId;
import care.chevet.report.DocumentKind;
import care.chevet.report.DocumentVersions;
import care.chevet.report.GenuineDocument;
import care.chevet.report.Pdf;
import care.chevet.report.Sha256;
import care.chevet.report.SignedDocument;
import care.chevet.report.SignedVersion;
import care.chevet.report.VerificationCode;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tables {@code report} and {@code prescription}, which differ in what a version says. */
@Component
final class PostgresDocumentVersions implements DocumentVersions {
  private final DatabaseClient database;

  PostgresDocumentVersions(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Latest> latest(DocumentKind kind, UUID consultation) {
    return in(
            kind,
            """
            select version, signed_at is not null as signed from %1$s
            where consultation = :consultation
            order by version desc
            limit 1
            """)
        .bind("consultation", consultation)
        .map(row ->
            new Latest(
                requireNonNull(row.get("version", Integer.class)),
                requireNonNull(row.get("signed", Boolean.class))))
        .one();
  }

  @Override
  public Mono<Void> amend(
      DocumentKind kind, UUID consultation, UUID author, String reason, Instant at) {
    return in(
            kind,
            """
            insert into %1$s (id, consultation, version, reason, written_by, written_at, %2$s)
            select :id, consultation, version + 1, :reason, :author, :at, %2$s from %1$s
            where consultation = :consultation
            order by version desc
            limit 1
            """)
        .bind("id", TimeOrderedId.at(at))
        .bind("consultation", consultation)
        .bind("reason", reason)
        .bind("author", author)
        .bind("at", at)
        .then();
  }

  @Override
  public Mono<Void> sign(DocumentKind kind, UUID draft, UUID signer, SignedDocument document) {
    return in(
            kind,
            """
            update %1$s set signed_at = :at, signed_by = :signer,
              content_sha256 = :contentSha256, pdf = :pdf, pdf_sha256 = :pdfSha256
            where id = :id
            """)
        .bind("at", document.signedAt())
        .bind("signer", signer)
        .bind("contentSha256", document.contentSha256().digest())
        .bind("pdf", document.pdf().bytes())
        .bind("pdfSha256", document.pdf().sha256().digest())
        .bind("id", draft)
        .then();
  }

  @Override
  public Mono<SignedDocument> document(DocumentKind kind, UUID consultation, int version) {
    return in(
            kind,
            """
            select signed_at, content_sha256, pdf from %1$s
            where consultation = :consultation and version = :version and signed_at is not null
            """)
        .bind("consultation", consultation)
        .bind("version", version)
        .map(PostgresDocumentVersions::document)
        .one();
  }

  @Override
  public Flux<SignedVersion> signed(DocumentKind kind, UUID consultation) {
    return in(
            kind,
            """
            select version, signed_at, reason, content_sha256,
              lead(version) over (order by version) as superseded_by
            from %1$s
            where consultation = :consultation and signed_at is not null
            order by version
            """)
        .bind("consultation", consultation)
        .map(PostgresDocumentVersions::version)
        .all();
  }

  @Override
  public Mono<GenuineDocument> bearing(VerificationCode code) {
    return database
        .sql(
            """
            select one.kind, one.version, one.signed_at, one.pdf_sha256, one.current,
              person.display_name, person.rpps
            from (
              select 'report' as kind, version, signed_at, signed_by, pdf_sha256,
                not exists (
                  select from report as later
                  where later.consultation = report.consultation
                    and later.version > report.version
                    and later.signed_at is not null) as current
              from report where verification = :lookup
              union all
              select 'prescription', version, signed_at, signed_by, pdf_sha256,
                not exists (
                  select from prescription as later
                  where later.consultation = prescription.consultation
                    and later.version > prescription.version
                    and later.signed_at is not null)
              from prescription where verification = :lookup
              union all
              select 'opinion', 1, signed_at, signed_by, pdf_sha256, true
              from opinion_print where verification = :lookup) as one
              join person on person.id = one.signed_by
            """)
        .bind("lookup", code.lookup().digest())
        .map(PostgresDocumentVersions::genuine)
        .one();
  }

  /** The statement with the kind's table for {@code %1$s} and its content for {@code %2$s}. */
  private GenericExecuteSpec in(DocumentKind kind, String sql) {
    return database.sql(
        switch (kind) {
          case REPORT -> sql.formatted("report", "text");
          case PRESCRIPTION -> sql.formatted("prescription", "lines, note");
        });
  }

  private static SignedDocument document(Readable row) {
    return new SignedDocument(
        at(row),
        digest(row, "content_sha256"),
        new Pdf(requireNonNull(row.get("pdf", byte[].class))));
  }

  private static SignedVersion version(Readable row) {
    return new SignedVersion(
        requireNonNull(row.get("version", Integer.class)),
        at(row),
        row.get("reason", String.class),
        VerificationCode.of(digest(row, "content_sha256")),
        row.get("superseded_by", Integer.class));
  }

  private static GenuineDocument genuine(Readable row) {
    return new GenuineDocument(
        Coded.parse(GenuineDocument.Kind.class, requireNonNull(row.get("kind", String.class)))
            .orElseThrow(),
        requireNonNull(row.get("version", Integer.class)),
        at(row),
        requireNonNull(row.get("display_name", String.class)),
        row.get("rpps", String.class),
        digest(row, "pdf_sha256"),
        requireNonNull(row.get("current", Boolean.class)));
  }

  private static Instant at(Readable row) {
    return requireNonNull(row.get("signed_at", Instant.class));
  }

  private static Sha256 digest(Readable row, String column) {
    return Sha256.ofDigest(requireNonNull(row.get(column, byte[].class)));
  }
}
