package care.chevet.report.http;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.access.Machine;
import care.chevet.consultation.Dossier;
import care.chevet.consultation.http.ConsultationView;
import care.chevet.idempotency.http.IdempotentWrites;
import care.chevet.idempotency.http.Written;
import care.chevet.problem.Outcome;
import care.chevet.problem.Outcome.Done;
import care.chevet.problem.Outcome.Refused;
import care.chevet.problem.http.Problems;
import care.chevet.report.DocumentKind;
import care.chevet.report.FetchingDocument;
import care.chevet.report.SignedDocument;
import care.chevet.report.SignedVersion;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What is answered about documents of either kind. */
@Component
final class DocumentAnswers {

  /** One signed version in the list of all. */
  record VersionView(
      int version,
      Instant signedAt,
      @Nullable String reason,
      String pdf,
      String verificationCode,
      @Nullable Integer supersededBy) {
    static VersionView of(String folder, SignedVersion one) {
      return new VersionView(
          one.version(),
          one.signedAt(),
          one.reason(),
          folder + "/" + one.version() + "/pdf",
          one.code().spoken(),
          one.supersededBy());
    }
  }

  private final FetchingDocument fetching;
  private final Access access;
  private final IdempotentWrites writes;
  private final Problems problems;

  DocumentAnswers(
      FetchingDocument fetching, Access access, IdempotentWrites writes, Problems problems) {
    this.fetching = fetching;
    this.access = access;
    this.writes = writes;
    this.problems = problems;
  }

  /** The consultation after the change. */
  Mono<ResponseEntity<Object>> write(
      ServerWebExchange exchange, Actor actor, Object body, Mono<Outcome<Dossier>> change) {
    return writes.run(
        exchange,
        actor,
        body,
        change.map(outcome ->
            outcome.map(
                dossier -> Written.ok(ConsultationView.of(dossier, actor, access).orElseThrow()))));
  }

  Mono<ResponseEntity<Object>> versions(
      Actor actor, UUID consultation, DocumentKind kind, ServerWebExchange exchange) {
    var folder = exchange.getRequest().getPath().value();
    return fetching
        .versions(actor, consultation, kind)
        .map(outcome ->
            switch (outcome) {
              case Refused<List<SignedVersion>>(var refusal) -> problems.answer(refusal, exchange);
              case Done<List<SignedVersion>>(var versions) ->
                  ResponseEntity.ok()
                      .cacheControl(CacheControl.noStore())
                      .body(versions.stream().map(one -> VersionView.of(folder, one)).toList());
            });
  }

  Mono<ResponseEntity<Object>> pdf(
      Actor actor, UUID consultation, DocumentKind kind, int version, ServerWebExchange exchange) {
    return fetching
        .by(actor, consultation, kind, version)
        .map(outcome -> pdf(outcome, fileName(kind, version), exchange));
  }

  Mono<ResponseEntity<Object>> pdf(
      Machine machine,
      UUID consultation,
      DocumentKind kind,
      int version,
      ServerWebExchange exchange) {
    return fetching
        .by(machine, consultation, kind, version)
        .map(outcome -> pdf(outcome, fileName(kind, version), exchange));
  }

  /**
   * The document as a file.
   *
   * @param fileName it ends up in folders and mails, so nobody's name is in it
   */
  ResponseEntity<Object> pdf(
      Outcome<SignedDocument> outcome, String fileName, ServerWebExchange exchange) {
    return switch (outcome) {
      case Refused<SignedDocument>(var refusal) -> problems.answer(refusal, exchange);
      case Done<SignedDocument>(var document) ->
          ResponseEntity.ok()
              .contentType(MediaType.APPLICATION_PDF)
              .eTag(document.pdf().sha256().hex())
              .cacheControl(CacheControl.noStore())
              .header("X-Content-Type-Options", "nosniff")
              .header(
                  HttpHeaders.CONTENT_DISPOSITION,
                  ContentDisposition.attachment().filename(fileName).build().toString())
              .body(document.pdf().bytes());
    };
  }

  private static String fileName(DocumentKind kind, int version) {
    var name =
        switch (kind) {
          case REPORT -> "compte-rendu-v%d.pdf";
          case PRESCRIPTION -> "ordonnance-v%d.pdf";
        };
    return String.format(Locale.ROOT, name, version);
  }
}
