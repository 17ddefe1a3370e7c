package care.chevet.consultation;

import care.chevet.access.Actor;
import care.chevet.consultation.Act.Acceptance;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.problem.Outcome;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** A physician takes a request that waits. Of two who do so at once, the first has it. */
public final class AcceptingConsultation {
  private final ChangingConsultation changing;

  public AcceptingConsultation(ChangingConsultation changing) {
    this.changing = changing;
  }

  public Mono<Outcome<Dossier>> by(Actor physician, UUID id) {
    return changing.act(
        new ByPerson(physician), id, now -> new Acceptance(physician.person(), now));
  }
}
