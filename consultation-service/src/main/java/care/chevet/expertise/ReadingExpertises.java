package care.chevet.expertise;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.access.Machine;
import care.chevet.access.Visibility;
import care.chevet.audit.AuditTrail;
import care.chevet.audit.Glances;
import care.chevet.audit.Glances.Shown;
import care.chevet.expertise.ChangingExpertise.By;
import care.chevet.problem.Outcome;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/** Someone looks at expertises: only at those that are there for her, and leaving a trace. */
public final class ReadingExpertises {
  private final Expertises expertises;
  private final ExpertiseFiles files;
  private final Access access;
  private final AuditTrail audit;
  private final Glances glances;

  public ReadingExpertises(
      Expertises expertises,
      ExpertiseFiles files,
      Access access,
      AuditTrail audit,
      Glances glances) {
    this.expertises = expertises;
    this.files = files;
    this.access = access;
    this.audit = audit;
    this.glances = glances;
  }

  public Mono<Outcome<ExpertiseFile>> one(Actor actor, UUID id) {
    return read(actor, id, "read", seen -> seen != Visibility.NONE);
  }

  /** For whom all of it is there to see; {@code what} she does with it is written down. */
  public Mono<Outcome<ExpertiseFile>> whole(Actor actor, UUID id, String what) {
    return read(actor, id, what, seen -> seen == Visibility.FULL);
  }

  /** For a program that was granted a scope. */
  public Mono<Outcome<ExpertiseFile>> whole(Machine machine, String scope, UUID id, String what) {
    return machine.scopes().contains(scope)
        ? read(
            files.of(id), _ -> new By("machine:" + machine.clientId(), "machine", Set.of()), what)
        : Mono.just(Outcome.refused(ChangingExpertise.notFound()));
  }

  private Mono<Outcome<ExpertiseFile>> read(
      Actor actor, UUID id, String what, Predicate<Visibility> enough) {
    var visible =
        files
            .of(id)
            .filter(file ->
                enough.test(
                    access.toConsultation(actor, ChangingExpertise.factsOf(file.expertise()))));
    return read(visible, file -> By.person(actor, file.expertise()), what);
  }

  private Mono<Outcome<ExpertiseFile>> read(
      Mono<ExpertiseFile> visible, Function<ExpertiseFile, By> by, String what) {
    return visible
        .flatMap(file ->
            audit
                .append(ChangingExpertise.entry(by.apply(file), file.expertise(), what))
                .thenReturn(file))
        .map(Outcome::done)
        .switchIfEmpty(Mono.fromSupplier(() -> Outcome.refused(ChangingExpertise.notFound())));
  }

  /** Soonest due first; with no states given, in any state. */
  public Mono<List<ExpertiseFile>> all(Actor actor, Set<Expertise.State> states) {
    return files
        .of(expertises.within(access.consultationsOf(actor), states))
        .flatMap(listed -> glance(actor, listed).thenReturn(listed));
  }

  /** It was on the person's screen without her asking for it: a change, as it happened. */
  public Mono<ExpertiseFile> shown(Actor actor, UUID id) {
    return files.of(id).flatMap(file -> glance(actor, List.of(file)).thenReturn(file));
  }

  private Mono<Void> glance(Actor actor, List<ExpertiseFile> listed) {
    var seen =
        listed.stream()
            .map(file -> ChangingExpertise.factsOf(file.expertise()))
            .filter(facts -> access.toConsultation(actor, facts) == Visibility.FULL)
            .map(facts -> new Shown(facts.id(), facts.resident(), facts.id()))
            .toList();
    return glances.at(actor.person(), actor.role().code(), "expertise.listed", "expertise", seen);
  }
}
