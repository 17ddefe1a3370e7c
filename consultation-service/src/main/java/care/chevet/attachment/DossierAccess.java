package care.chevet.attachment;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.access.Visibility;
import care.chevet.directory.Role;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Who may open a consultation's attachments, and who may add some: {@link Access} decides on the
 * first; only the care home's nurses and the treating physician may add.
 */
final class DossierAccess {
  private final FindConsultation consultations;
  private final Access access;

  DossierAccess(FindConsultation consultations, Access access) {
    this.consultations = consultations;
    this.access = access;
  }

  Mono<Outcome<ConsultationOnRecord>> toRead(Actor actor, UUID consultation) {
    return consultations
        .byId(consultation)
        .filter(found -> access.toConsultation(actor, found.facts()) == Visibility.FULL)
        .map(Outcome::done)
        .defaultIfEmpty(Outcome.refused(Refusal.notFound("not_found")));
  }

  Mono<Outcome<ConsultationOnRecord>> toAdd(Actor actor, UUID consultation) {
    return toRead(actor, consultation)
        .map(outcome ->
            outcome.then(found -> {
              if (!mayAdd(actor, found)) {
                return Outcome.refused(Refusal.forbidden("forbidden"));
              }
              return found.open()
                  ? Outcome.done(found)
                  : Outcome.refused(Refusal.conflict("dossier_closed"));
            }));
  }

  private static boolean mayAdd(Actor actor, ConsultationOnRecord found) {
    return actor.is(Role.NURSE) || actor.person().equals(found.facts().physician());
  }
}
