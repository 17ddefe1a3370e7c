package care.chevet.consultation;

import care.chevet.access.Actor;
import care.chevet.consultation.Act.Readiness;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The nurse is at the bedside and has made sure who lies there. */
public final class ConfirmingReadiness {
  private final ChangingConsultation changing;

  public ConfirmingReadiness(ChangingConsultation changing) {
    this.changing = changing;
  }

  public Mono<Outcome<Dossier>> by(Actor nurse, UUID id, Set<IdentityTrait> confirmedTraits) {
    if (confirmedTraits.size() < IdentityTrait.CONFIRMED_MIN) {
      return Mono.just(
          Outcome.refused(
              Refusal.invalid(
                  "identity_not_confirmed", String.valueOf(IdentityTrait.CONFIRMED_MIN))));
    }
    return changing.act(
        new ByPerson(nurse), id, now -> new Readiness(nurse.person(), confirmedTraits, now));
  }
}
