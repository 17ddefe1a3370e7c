package care.chevet.consultation;

import care.chevet.access.Actor;
import care.chevet.consent.Agreement;
import care.chevet.consultation.Act.Readiness;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.consultation.Consultation.Later;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The nurse is at the bedside, has made sure who lies there and that she agrees, and has gathered
 * what the specialty wants to know.
 */
public final class ConfirmingReadiness {
  private final ChangingConsultation changing;
  private final Dossiers dossiers;

  public ConfirmingReadiness(ChangingConsultation changing, Dossiers dossiers) {
    this.changing = changing;
    this.dossiers = dossiers;
  }

  /**
   * Lets her through, or says what is missing.
   *
   * @param consent as it is confirmed now; null leaves the one of the request, if it has one
   */
  public Mono<Outcome<Dossier>> by(
      Actor nurse, UUID id, Set<IdentityTrait> confirmedTraits, @Nullable Agreement consent) {
    if (confirmedTraits.size() < IdentityTrait.CONFIRMED_MIN) {
      return Mono.just(
          Outcome.refused(
              Refusal.invalid(
                  "identity_not_confirmed", String.valueOf(IdentityTrait.CONFIRMED_MIN))));
    }
    return changing.act(
        new ByPerson(nurse),
        id,
        now ->
            new Readiness(
                nurse.person(), confirmedTraits, consent == null ? null : consent.at(now), now),
        this::onceAgreedAndGathered);
  }

  private Mono<Outcome<Later>> onceAgreedAndGathered(Later reached) {
    if (reached.consent().isEmpty()) {
      return Mono.just(Outcome.refused(Refusal.invalid("consent_missing")));
    }
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
