package care.chevet.report;

import care.chevet.access.Actor;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.consultation.ChangingConsultation;
import care.chevet.consultation.Dossier;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.report.DocumentVersions.Latest;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * The physician opens the next version of what she has signed, and says why. What is signed stays
 * as it is, and current, until the new version is signed too.
 */
public final class AmendingDocument {
  static final int REASON_CHARACTERS_MAX = 500;

  private final ChangingConsultation changing;
  private final DocumentVersions versions;

  public AmendingDocument(ChangingConsultation changing, DocumentVersions versions) {
    this.changing = changing;
    this.versions = versions;
  }

  public Mono<Outcome<Dossier>> by(
      Actor physician, UUID consultation, DocumentKind kind, String reason) {
    if (reason.isBlank()) {
      return Mono.just(Outcome.refused(Refusal.invalid("amendment_reason_missing")));
    }
    if (reason.length() > REASON_CHARACTERS_MAX) {
      return Mono.just(
          Outcome.refused(
              Refusal.invalidField(
                  "text_too_long", "reason", String.valueOf(REASON_CHARACTERS_MAX))));
    }
    return changing.addUnannounced(
        new ByPerson(physician),
        consultation,
        kind.amending(),
        kind.code() + "-amendment-opened",
        at -> open(physician, consultation, kind, reason.strip(), at));
  }

  private Mono<Refusal> open(
      Actor physician, UUID consultation, DocumentKind kind, String reason, Instant at) {
    return versions
        .latest(kind, consultation)
        .defaultIfEmpty(Latest.NOTHING_YET)
        .flatMap(latest ->
            latest.signed()
                ? versions
                    .amend(kind, consultation, physician.person(), reason, at)
                    .then(Mono.empty())
                : Mono.just(
                    Refusal.conflict(latest.amending() ? "amendment_open" : "nothing_signed")));
  }
}
