package care.chevet.report;

import care.chevet.problem.Refusal;
import java.util.UUID;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What every signature does: print the content, and fix draft and print for good. */
final class Signing {
  private final DocumentVersions versions;
  private final Press press;

  Signing(DocumentVersions versions, Press press) {
    this.versions = versions;
    this.press = press;
  }

  /** Nothing, once it is done. */
  Mono<Refusal> sign(DocumentKind kind, UUID draft, SignedContent content) {
    return Mono.fromCallable(() -> print(content))
        // Setting type takes longer than an event loop may be kept.
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(document -> versions.sign(kind, draft, content.physician().id(), document))
        .then(Mono.empty());
  }

  private SignedDocument print(SignedContent content) {
    return new SignedDocument(content.signedAt(), content.sha256(), press.print(content));
  }
}
