package care.chevet.consultation;

import care.chevet.access.Actor;
import care.chevet.consultation.Act.Cancellation;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.problem.Outcome;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Someone calls the consultation off before it begins, and says why. */
public final class CancellingConsultation {
  private final ChangingConsultation changing;

  public CancellingConsultation(ChangingConsultation changing) {
    this.changing = changing;
  }

  public Mono<Outcome<Dossier>> by(Actor person, UUID id, String typedReason) {
    return Reasons.read(typedReason)
        .thenLater(reason ->
            changing.act(
                new ByPerson(person), id, now -> new Cancellation(person.person(), reason, now)));
  }
}
