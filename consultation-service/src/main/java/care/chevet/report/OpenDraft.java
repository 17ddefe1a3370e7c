package care.chevet.report;

import care.chevet.problem.Refusal;
import care.chevet.report.DocumentVersions.Latest;
import java.util.UUID;
import java.util.function.IntFunction;
import reactor.core.publisher.Mono;

/** The one draft of a kind that a consultation has, or may begin. */
final class OpenDraft {
  private final DocumentVersions versions;
  private final DocumentKind kind;

  OpenDraft(DocumentVersions versions, DocumentKind kind) {
    this.versions = versions;
    this.kind = kind;
  }

  /** Whether an amendment of a signed version is being written. */
  Mono<Boolean> amending(UUID consultation) {
    return versions.latest(kind, consultation).map(Latest::amending).defaultIfEmpty(false);
  }

  /**
   * Writes into the draft; what is signed is not written over. Answers the refusal, or nothing.
   *
   * @param write given the draft's version
   */
  Mono<Refusal> write(UUID consultation, IntFunction<Mono<Void>> write) {
    return versions
        .latest(kind, consultation)
        .defaultIfEmpty(Latest.NOTHING_YET)
        .flatMap(latest ->
            latest.signed()
                ? Mono.just(Refusal.conflict(kind.code() + "_is_signed"))
                : write.apply(latest.version()).then(Mono.empty()));
  }
}
