package care.chevet.report;

import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import reactor.core.publisher.Mono;

/** Anybody who holds a signed document asks whether it is genuine, and still current. */
public final class VerifyingDocument {
  private final DocumentVersions versions;

  public VerifyingDocument(DocumentVersions versions) {
    this.versions = versions;
  }

  /** What is known of the document with this code, as it was typed. */
  public Mono<Outcome<GenuineDocument>> by(String typed) {
    return VerificationCode.typed(typed)
        .map(code ->
            versions
                .bearing(code)
                .map(Outcome::done)
                .defaultIfEmpty(Outcome.refused(Refusal.notFound("verification_code_unknown"))))
        .orElseGet(() -> Mono.just(Outcome.refused(Refusal.invalid("verification_code_mistyped"))));
  }
}
