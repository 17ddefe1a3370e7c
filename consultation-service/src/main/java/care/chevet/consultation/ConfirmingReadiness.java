package care.chevet.consultation;

import care.chevet.access.Actor;
import care.chevet.consultation.Act.Readiness;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.consultation.Consultation.Later;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * The nurse is at the bedside, has made sure who lies there, and has gathered what the specialty
 * wants to know.
 */
public final class ConfirmingReadiness {
  private final ChangingConsultation changing;
  private final Dossiers dossiers;

  public ConfirmingReadiness(ChangingConsultation changing, Dossiers dossiers) {
    this.changing = changing;
    this.dossiers = dossiers;
  }

  public Mono<Outcome<Dossier>> by(Actor nurse, UUID id, Set<IdentityTrait> confirmedTraits) {
    if (confirmedTraits.size() < IdentityTrait.CONFIRMED_MIN) {
      return Mono.just(
          Outcome.refused(
              Refusal.invalid(
                  "identity_not_confirmed", String.valueOf(IdentityTrait.CONFIRMED_MIN))));
    }
    return changing.act(
        new ByPerson(nurse),
        id,
        now -> new Readiness(nurse.person(), confirmedTraits, now),
        this::onceGathered);
  }

  private Mono<Outcome<Later>> onceGathered(Later reached) {
    return dossiers
        .of(reached.id())
        .map(Dossier::preparation)
        .map(preparation ->
            preparation.suffices()
                ? Outcome.done(reached)
                : Outcome.refused(
                    Refusal.invalid(
                        "dossier_incomplete", String.join(", ", preparation.missing()))));
  }
}
