package care.chevet.expertise;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.access.CircleOfCare;
import care.chevet.access.ConsultationFacts;
import care.chevet.access.Visibility;
import care.chevet.audit.AuditEntry;
import care.chevet.audit.AuditTrail;
import care.chevet.expertise.Expertise.Answered;
import care.chevet.expertise.Expertise.Assigned;
import care.chevet.expertise.Expertise.Cancelled;
import care.chevet.expertise.Expertise.Converted;
import care.chevet.expertise.Expertise.Expired;
import care.chevet.expertise.Expertise.PiecesWanted;
import care.chevet.expertise.Expertise.Requested;
import care.chevet.expertise.ExpertiseAct.Escalation;
import care.chevet.expertise.ExpertiseAct.Pieces;
import care.chevet.expertise.ExpertiseAct.Signature;
import care.chevet.expertise.ExpertiseAct.Silence;
import care.chevet.idempotency.Transactions;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The one way to change an expertise: hold it, judge by the table, write, keep the circle of care,
 * audit and announce, all in one transaction.
 */
public final class ChangingExpertise {

  /** Who changes it: the name and role of the audit trail, and the parts that they have in it. */
  record By(String name, String role, Set<Part> parts) {
    static By person(Actor actor, Expertise expertise) {
      return new By(actor.person().toString(), actor.role().code(), Part.of(actor, expertise));
    }

    static By clock() {
      return new By("machine:escalation", "machine", Set.of(Part.CLOCK));
    }
  }

  private final Expertises expertises;
  private final ExpertiseFiles files;
  private final ExpertiseNews news;
  private final Access access;
  private final CircleOfCare circle;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final InstantSource clock;

  public ChangingExpertise(
      Expertises expertises,
      ExpertiseFiles files,
      ExpertiseNews news,
      Access access,
      CircleOfCare circle,
      AuditTrail audit,
      Transactions transactions,
      InstantSource clock) {
    this.expertises = expertises;
    this.files = files;
    this.news = news;
    this.access = access;
    this.circle = circle;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  static Refusal notFound() {
    return Refusal.notFound("expertise_not_found");
  }

  /** What decides who may see it: the rules are those of consultations. */
  public static ConsultationFacts factsOf(Expertise expertise) {
    var asked = expertise.asked();
    return new ConsultationFacts(
        asked.id(),
        asked.resident(),
        asked.careHome(),
        asked.specialty(),
        expertise.expert().orElse(null),
        expertise instanceof Requested,
        Set.of(),
        endOf(expertise));
  }

  private static @Nullable Instant endOf(Expertise expertise) {
    return switch (expertise) {
      case Requested _, Assigned _, PiecesWanted _ -> null;
      case Answered answered -> answered.opinion().signedAt();
      case Expired expired -> expired.at();
      case Converted converted -> converted.at();
      case Cancelled cancelled -> cancelled.at();
    };
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Opens the file of a new request, with what is added to it at once. */
  Mono<Outcome<ExpertiseFile>> begin(Actor nurse, Requested requested, Mono<Void> addition) {
    return transactions.unlessRefused(
        expertises
            .add(requested)
            .then(addition)
            .then(
                tell(By.person(nurse, requested), requested, "requested", requested.asked().at())));
  }

  /**
   * Does an act of a person, and with it a further write in the same transaction.
   *
   * @param actAt the act, given the expertise as it is held and the time
   */
  Mono<Outcome<ExpertiseFile>> act(
      Actor actor,
      UUID id,
      BiFunction<Expertise, Instant, ExpertiseAct> actAt,
      BiFunction<Expertise, Instant, Mono<Void>> alongside) {
    return holding(
        actor,
        id,
        held -> {
          var now = now();
          return applied(
              By.person(actor, held), held, actAt.apply(held, now), alongside.apply(held, now));
        });
  }

  /** Adds what moves nothing and is nobody else's business yet. */
  Mono<Outcome<ExpertiseFile>> draft(Actor actor, UUID id, String opinion) {
    return holding(
        actor,
        id,
        held -> {
          var by = By.person(actor, held);
          return refusedToWrite(held, by)
              .map(refusal -> Mono.just(Outcome.<ExpertiseFile>refused(refusal)))
              .orElseGet(() ->
                  expertises
                      .draft(id, opinion)
                      .then(audit.append(entry(by, held, "opinion-drafted")))
                      .then(files.of(id))
                      .map(Outcome::done));
        });
  }

  /** Makes an opinion of a draft. */
  interface Signing {
    Mono<Opinion> sign(ExpertiseFile file, String draft, Instant now);
  }

  /** Signs the draft as it is when its turn has come. */
  Mono<Outcome<ExpertiseFile>> sign(Actor actor, UUID id, Signing signing) {
    return holding(
        actor,
        id,
        held -> {
          var by = By.person(actor, held);
          var now = now();
          return refusedToWrite(held, by)
              .map(refusal -> Mono.just(Outcome.<ExpertiseFile>refused(refusal)))
              .orElseGet(() ->
                  files
                      .of(id)
                      .flatMap(file ->
                          Mono.justOrEmpty(file.onFile().draft())
                              .flatMap(draft -> signing.sign(file, draft, now)))
                      .flatMap(opinion -> applied(by, held, new Signature(opinion), Mono.empty()))
                      .switchIfEmpty(
                          Mono.fromSupplier(
                              () -> Outcome.refused(Refusal.invalid("opinion_missing")))));
        });
  }

  /** Writes down what else an act was; part of its transaction. */
  Mono<Void> note(Actor actor, Expertise held, String what) {
    return audit.append(entry(By.person(actor, held), held, what));
  }

  private static Optional<Refusal> refusedToWrite(Expertise held, By by) {
    if (!by.parts().contains(Part.EXPERT)) {
      return Optional.of(Refusal.forbidden(Part.EXPERT.refusalCode()));
    }
    return ExpertiseLifecycle.actions(held, by.parts()).contains("sign")
        ? Optional.empty()
        : Optional.of(Refusal.conflict("expertise_not_now", held.state().code()));
  }

  /** Does an act on an expertise that the caller's transaction holds. */
  Mono<Outcome<ExpertiseFile>> applied(
      By by, Expertise held, ExpertiseAct act, Mono<Void> alongside) {
    return ExpertiseLifecycle.apply(held, act, by.parts())
        .thenLater(reached ->
            expertises
                .save(reached)
                .then(alongside)
                .then(circleFollows(held, reached, act.at()))
                .then(tell(by, reached, what(act, reached), act.at())));
  }

  /** The expert is in the circle of care while it is her turn, and a while after she answered. */
  private Mono<Void> circleFollows(Expertise held, Expertise reached, Instant at) {
    var resident = held.asked().resident();
    var before = held.expert();
    var after = reached.expert();
    if (reached instanceof Answered(_, _, var by, _)) {
      return circle.leave(resident, by, held.id(), at.plus(Access.RECENT));
    }
    if (before.equals(after)) {
      return Mono.empty();
    }
    return Mono.justOrEmpty(before)
        .flatMap(expert -> circle.leave(resident, expert, held.id(), at))
        .then(
            Mono.justOrEmpty(after)
                .flatMap(expert -> circle.enter(resident, expert, held.id(), at)));
  }

  /** What was added or passed on, where the state alone would not say it. */
  private static String what(ExpertiseAct act, Expertise reached) {
    return switch (act) {
      case Pieces _ -> "pieces-added";
      case Silence _ -> reached instanceof PiecesWanted ? "pieces-reminded" : "pieces-overdue";
      case Escalation(var next, _, _) when next != null -> "escalated";
      default -> reached.state().code();
    };
  }

  private Mono<Outcome<ExpertiseFile>> tell(By by, Expertise expertise, String what, Instant at) {
    return audit
        .append(entry(by, expertise, what))
        .then(files.of(expertise.id()))
        .flatMap(file -> news.announce(what, at, file).thenReturn(file))
        .map(Outcome::done);
  }

  private <T> Mono<Outcome<T>> holding(
      Actor actor, UUID id, Function<Expertise, Mono<Outcome<T>>> change) {
    return transactions.unlessRefused(
        expertises
            .hold(id)
            .filter(held -> access.toConsultation(actor, factsOf(held)) != Visibility.NONE)
            .flatMap(change)
            .switchIfEmpty(Mono.fromSupplier(() -> Outcome.refused(notFound()))));
  }

  static AuditEntry entry(By by, Expertise expertise, String what) {
    return new AuditEntry(
        by.name(),
        by.role(),
        "expertise." + what,
        "expertise",
        expertise.id(),
        expertise.asked().resident(),
        expertise.id(),
        null);
  }
}
