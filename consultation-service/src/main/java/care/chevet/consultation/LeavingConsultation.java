package care.chevet.consultation;

import care.chevet.access.Actor;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.directory.Specialty;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Someone ends the consultation by one of the side exits, and says why. */
public final class LeavingConsultation {
  private final ChangingConsultation changing;

  public LeavingConsultation(ChangingConsultation changing) {
    this.changing = changing;
  }

  /**
   * Takes the exit.
   *
   * @param suggested the specialty that should have been asked, where the exit is a misrouting
   */
  public Mono<Outcome<Dossier>> by(
      Actor person,
      UUID id,
      ExitKind kind,
      @Nullable String typedReason,
      @Nullable Specialty suggested) {
    if (suggested != null && kind != ExitKind.MISROUTED) {
      return Mono.just(
          Outcome.refused(Refusal.invalidField("unknown_value", "suggestedSpecialty")));
    }
    return Reasons.read(typedReason)
        .thenLater(reason ->
            changing.act(
                new ByPerson(person),
                id,
                now -> kind.act(person.person(), reason, suggested, now)));
  }
}
