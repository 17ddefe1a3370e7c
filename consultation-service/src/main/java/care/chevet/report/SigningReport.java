package care.chevet.report;

import care.chevet.access.Actor;
import care.chevet.consultation.Act.Signature;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.consultation.ChangingConsultation;
import care.chevet.consultation.Consultation.Later;
import care.chevet.consultation.Dossier;
import care.chevet.consultation.Dossiers;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The physician signs: the draft becomes the report, is printed once, and neither changes again.
 *
 * <p>The signature is an act of the signed-in account, bound to a digest of the content; it is not
 * a qualified electronic signature.
 */
public final class SigningReport {
  private final ChangingConsultation changing;
  private final Dossiers dossiers;
  private final Reports reports;
  private final Press press;

  public SigningReport(
      ChangingConsultation changing, Dossiers dossiers, Reports reports, Press press) {
    this.changing = changing;
    this.dossiers = dossiers;
    this.reports = reports;
    this.press = press;
  }

  /** Signs the draft, provided it is what the physician saw, where it is known what she saw. */
  public Mono<Outcome<Dossier>> by(Actor physician, UUID consultation, Optional<String> shown) {
    return changing.act(
        new ByPerson(physician),
        consultation,
        now -> new Signature(physician.person(), now),
        reported -> dossiers.of(consultation).flatMap(dossier -> sign(dossier, reported, shown)));
  }

  private Mono<Outcome<Later>> sign(Dossier dossier, Later reported, Optional<String> shown) {
    var draft = dossier.report();
    var physician = dossier.physician();
    if (draft == null || draft.signed() != null || physician == null) {
      return Mono.just(Outcome.refused(Refusal.invalid("report_missing")));
    }
    if (shown.isPresent() && !shown.get().strip().equals(draft.text().strip())) {
      return Mono.just(Outcome.refused(Refusal.conflict("report_changed")));
    }
    var content =
        new ReportContent(dossier, physician, draft.version(), draft.text(), reported.since());
    return Mono.fromCallable(() -> print(content))
        // Setting type takes longer than an event loop may be kept.
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(document -> reports.sign(draft.id(), document))
        .thenReturn(Outcome.done(reported));
  }

  private SignedDocument print(ReportContent content) {
    return new SignedDocument(content.signedAt(), content.sha256(), press.print(content));
  }
}
