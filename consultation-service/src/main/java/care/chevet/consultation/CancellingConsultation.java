package care.chevet.consultation;

import care.chevet.access.Actor;
import care.chevet.consultation.Act.Cancellation;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Someone calls the consultation off before it begins, and says why. */
public final class CancellingConsultation {
  private final ChangingConsultation changing;

  public CancellingConsultation(ChangingConsultation changing) {
    this.changing = changing;
  }

  public Mono<Outcome<Dossier>> by(Actor person, UUID id, String reason) {
    if (reason.isBlank()) {
      return Mono.just(Outcome.refused(Refusal.invalid("reason_missing")));
    }
    if (reason.length() > Cancellation.REASON_CHARACTERS_MAX) {
      return Mono.just(
          Outcome.refused(
              Refusal.invalid(
                  "text_too_long", "reason", String.valueOf(Cancellation.REASON_CHARACTERS_MAX))));
    }
    return changing.act(
        new ByPerson(person), id, now -> new Cancellation(person.person(), reason.strip(), now));
  }
}
