package care.chevet.report;

import care.chevet.access.Actor;
import care.chevet.consultation.Activity;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.consultation.ChangingConsultation;
import care.chevet.consultation.Dossier;
import care.chevet.problem.Outcome;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The physician prescribes, from the session on; nobody else reads it yet. */
public final class DraftingPrescription {
  private final ChangingConsultation changing;
  private final OpenDraft open;
  private final Prescriptions prescriptions;

  public DraftingPrescription(
      ChangingConsultation changing, DocumentVersions versions, Prescriptions prescriptions) {
    this.changing = changing;
    this.open = new OpenDraft(versions, DocumentKind.PRESCRIPTION);
    this.prescriptions = prescriptions;
  }

  public Mono<Outcome<Dossier>> by(
      Actor physician, UUID consultation, Prescriptions.Draft written) {
    return SoundPrescription.of(written)
        .thenLater(sound ->
            changing.addUnannounced(
                new ByPerson(physician),
                consultation,
                Activity.PRESCRIBE,
                "prescription-drafted",
                at ->
                    open.write(
                        consultation,
                        version ->
                            prescriptions.draft(
                                consultation, version, physician.person(), sound, at))));
  }
}
