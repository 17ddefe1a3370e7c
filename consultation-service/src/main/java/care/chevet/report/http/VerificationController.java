package care.chevet.report.http;

import care.chevet.problem.Outcome.Done;
import care.chevet.problem.Outcome.Refused;
import care.chevet.problem.http.Problems;
import care.chevet.report.GenuineDocument;
import care.chevet.report.VerifyingDocument;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where anybody asks whether a document is genuine: nobody signs in, and no patient is named. */
@RestController
final class VerificationController {

  /** A genuine document. */
  record DocumentView(
      String kind,
      int version,
      Instant signedAt,
      PhysicianView physician,
      String sha256,
      boolean current) {

    static DocumentView of(GenuineDocument document) {
      return new DocumentView(
          document.kind().code(),
          document.version(),
          document.signedAt(),
          new PhysicianView(document.signer(), document.rpps()),
          document.sha256().hex(),
          document.current());
    }
  }

  /** Who signed. */
  record PhysicianView(String displayName, @Nullable String rpps) {}

  private final VerifyingDocument verifying;
  private final Problems problems;

  VerificationController(VerifyingDocument verifying, Problems problems) {
    this.verifying = verifying;
    this.problems = problems;
  }

  @GetMapping("/api/v1/verification/{code}")
  Mono<ResponseEntity<Object>> verify(@PathVariable String code, ServerWebExchange exchange) {
    return verifying
        .by(code)
        .map(outcome ->
            switch (outcome) {
              case Refused<GenuineDocument>(var refusal) -> problems.answer(refusal, exchange);
              case Done<GenuineDocument>(var document) ->
                  ResponseEntity.ok()
                      .cacheControl(CacheControl.noStore())
                      .body(DocumentView.of(document));
            });
  }
}
