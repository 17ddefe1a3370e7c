package care.chevet.consultation;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.access.Visibility;
import care.chevet.audit.AuditEntry;
import care.chevet.audit.AuditTrail;
import care.chevet.audit.Glances;
import care.chevet.audit.Glances.Shown;
import care.chevet.problem.Outcome;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Someone looks at consultations: only at those that are there for her, and leaving a trace. */
public final class ReadingConsultations {
  private final Consultations consultations;
  private final Dossiers dossiers;
  private final Access access;
  private final AuditTrail audit;
  private final Glances glances;

  public ReadingConsultations(
      Consultations consultations,
      Dossiers dossiers,
      Access access,
      AuditTrail audit,
      Glances glances) {
    this.consultations = consultations;
    this.dossiers = dossiers;
    this.access = access;
    this.audit = audit;
    this.glances = glances;
  }

  /** One whole dossier, for whoever may see all or part of it. */
  public Mono<Outcome<Dossier>> one(Actor actor, UUID id) {
    return dossiers
        .of(id)
        .filter(dossier -> visibility(actor, dossier) != Visibility.NONE)
        .flatMap(dossier -> audit.append(entry(actor, dossier)).thenReturn(dossier))
        .map(Outcome::done)
        .switchIfEmpty(Mono.fromSupplier(() -> Outcome.refused(ChangingConsultation.notFound())));
  }

  /** Newest first; with no states given, in any state. */
  public Mono<List<Dossier>> all(Actor actor, Set<State> states) {
    return dossiers
        .of(consultations.within(access.consultationsOf(actor), states))
        .flatMap(listed -> glance(actor, listed).thenReturn(listed));
  }

  /** It was on the person's screen without her asking for it: a change, as it happened. */
  public Mono<Dossier> shown(Actor actor, UUID id) {
    return dossiers.of(id).flatMap(dossier -> glance(actor, List.of(dossier)).thenReturn(dossier));
  }

  private Mono<Void> glance(Actor actor, List<Dossier> dossiers) {
    var seen =
        dossiers.stream()
            .filter(dossier -> visibility(actor, dossier) == Visibility.FULL)
            .map(dossier -> dossier.consultation().request())
            .map(request -> new Shown(request.id(), request.resident(), request.id()))
            .toList();
    return glances.at(
        actor.person(), actor.role().code(), "consultation.listed", "consultation", seen);
  }

  private Visibility visibility(Actor actor, Dossier dossier) {
    return access.toConsultation(actor, Author.factsOf(dossier.consultation()));
  }

  private static AuditEntry entry(Actor actor, Dossier dossier) {
    return ChangingConsultation.entry(new Author.ByPerson(actor), dossier.consultation(), "read");
  }
}
