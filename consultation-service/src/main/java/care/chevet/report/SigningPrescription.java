package care.chevet.report;

import care.chevet.access.Actor;
import care.chevet.consultation.Activity;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.consultation.ChangingConsultation;
import care.chevet.consultation.Dossier;
import care.chevet.consultation.Dossiers;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * The physician signs what she prescribes: printed once, and never changed again. It is the same
 * kind of signature as that of {@link SigningReport}.
 */
public final class SigningPrescription {
  private static final String PRESCRIBED = "prescribed";

  private final ChangingConsultation changing;
  private final Dossiers dossiers;
  private final Signing signing;

  public SigningPrescription(
      ChangingConsultation changing, Dossiers dossiers, DocumentVersions versions, Press press) {
    this.changing = changing;
    this.dossiers = dossiers;
    this.signing = new Signing(versions, press);
  }

  /** Signs the draft, provided it is what the physician saw, where it is known what she saw. */
  public Mono<Outcome<Dossier>> by(
      Actor physician, UUID consultation, Optional<Prescriptions.Draft> shown) {
    return changing.add(
        new ByPerson(physician),
        consultation,
        Activity.PRESCRIBE,
        PRESCRIBED,
        at -> dossiers.of(consultation).flatMap(dossier -> sign(dossier, at, shown)));
  }

  private Mono<Refusal> sign(Dossier dossier, Instant at, Optional<Prescriptions.Draft> shown) {
    var draft = dossier.prescription();
    var physician = dossier.physician();
    if (draft == null || draft.signed() != null || physician == null) {
      return Mono.just(Refusal.invalid("prescription_missing"));
    }
    var written = new Prescriptions.Draft(draft.lines(), draft.note());
    if (shown.isPresent() && !SoundPrescription.of(shown.get()).equals(Outcome.done(written))) {
      return Mono.just(Refusal.conflict("prescription_changed"));
    }
    return signing.sign(
        DocumentKind.PRESCRIPTION,
        draft.id(),
        new PrescriptionContent(
            dossier, physician, draft.version(), draft.reason(), draft.lines(), draft.note(), at));
  }
}
