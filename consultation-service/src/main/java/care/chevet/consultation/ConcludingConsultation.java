package care.chevet.consultation;

import care.chevet.access.Actor;
import care.chevet.consultation.Act.Conclusion;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.problem.Outcome;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The physician ends the session; the report is still to come. */
public final class ConcludingConsultation {
  private final ChangingConsultation changing;

  public ConcludingConsultation(ChangingConsultation changing) {
    this.changing = changing;
  }

  public Mono<Outcome<Dossier>> by(Actor physician, UUID id) {
    return changing.act(
        new ByPerson(physician), id, now -> new Conclusion(physician.person(), now));
  }
}
