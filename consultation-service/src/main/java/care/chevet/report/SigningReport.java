package care.chevet.report;

import care.chevet.access.Actor;
import care.chevet.consultation.Act.Signature;
import care.chevet.consultation.Activity;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.consultation.ChangingConsultation;
import care.chevet.consultation.Consultation.Later;
import care.chevet.consultation.Dossier;
import care.chevet.consultation.Dossiers;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * The physician signs: the draft becomes the report, is printed once, and neither changes again.
 * The first signature moves the consultation on; that of an amendment puts a new version in the
 * place of the one before.
 *
 * <p>The signature is an act of the signed-in account, bound to a digest of the content; it is not
 * a qualified electronic signature.
 */
public final class SigningReport {
  private static final String AMENDED = "amended";

  private final ChangingConsultation changing;
  private final Dossiers dossiers;
  private final OpenDraft open;
  private final Signing signing;

  public SigningReport(
      ChangingConsultation changing, Dossiers dossiers, DocumentVersions versions, Press press) {
    this.changing = changing;
    this.dossiers = dossiers;
    this.open = new OpenDraft(versions, DocumentKind.REPORT);
    this.signing = new Signing(versions, press);
  }

  /** Signs the draft, provided it is what the physician saw, where it is known what she saw. */
  public Mono<Outcome<Dossier>> by(Actor physician, UUID consultation, Optional<String> shown) {
    var author = new ByPerson(physician);
    return open.amending(consultation)
        .flatMap(amending ->
            amending
                ? changing.add(
                    author,
                    consultation,
                    Activity.AMEND,
                    AMENDED,
                    at -> sign(consultation, at, shown))
                : changing.act(
                    author,
                    consultation,
                    now -> new Signature(physician.person(), now),
                    reported ->
                        sign(consultation, reported.since(), shown)
                            .map(Outcome::<Later>refused)
                            .defaultIfEmpty(Outcome.done(reported))));
  }

  private Mono<Refusal> sign(UUID consultation, Instant at, Optional<String> shown) {
    return dossiers.of(consultation).flatMap(dossier -> sign(dossier, at, shown));
  }

  private Mono<Refusal> sign(Dossier dossier, Instant at, Optional<String> shown) {
    var draft = dossier.report();
    var physician = dossier.physician();
    if (draft == null || draft.signed() != null || physician == null) {
      return Mono.just(Refusal.invalid("report_missing"));
    }
    if (shown.isPresent() && !shown.get().strip().equals(draft.text().strip())) {
      return Mono.just(Refusal.conflict("report_changed"));
    }
    return signing.sign(
        DocumentKind.REPORT,
        draft.id(),
        new ReportContent(dossier, physician, draft.version(), draft.reason(), draft.text(), at));
  }
}
