package care.chevet.consultation;

import care.chevet.access.Access;
import care.chevet.audit.AuditEntry;
import care.chevet.audit.AuditTrail;
import care.chevet.consultation.Act.Leaving;
import care.chevet.consultation.Act.Withdrawal;
import care.chevet.consultation.Consultation.Later;
import care.chevet.consultation.Consultation.Requested;
import care.chevet.idempotency.Transactions;
import care.chevet.problem.Outcome;
import care.chevet.problem.Outcome.Done;
import care.chevet.problem.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * The one way to change a consultation: hold it, judge by the table, write, audit and announce, all
 * in one transaction. Of two who act at once the second is judged by what the first has left.
 */
public final class ChangingConsultation {
  private final Consultations consultations;
  private final Dossiers dossiers;
  private final Announcements announcements;
  private final Access access;
  private final CareTeam careTeam;
  private final ReservedTimes reservedTimes;
  private final GuestLinks guestLinks;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final InstantSource clock;

  public ChangingConsultation(
      Consultations consultations,
      Dossiers dossiers,
      Announcements announcements,
      Access access,
      CareTeam careTeam,
      ReservedTimes reservedTimes,
      GuestLinks guestLinks,
      AuditTrail audit,
      Transactions transactions,
      InstantSource clock) {
    this.consultations = consultations;
    this.dossiers = dossiers;
    this.announcements = announcements;
    this.access = access;
    this.careTeam = careTeam;
    this.reservedTimes = reservedTimes;
    this.guestLinks = guestLinks;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  public static Refusal notFound() {
    return Refusal.notFound("consultation_not_found");
  }

  /** Opens the file of a new request, with what is added to it at once. */
  Mono<Outcome<Dossier>> begin(Author author, Requested requested, Mono<Void> addition) {
    return transactions.unlessRefused(
        consultations
            .add(requested)
            .then(addition)
            .then(tell(author, requested, requested.state().code(), requested.since())));
  }

  /** Does the act, which moves the consultation to its next state. */
  public Mono<Outcome<Dossier>> act(Author author, UUID id, Function<Instant, Act> actAt) {
    return act(author, id, actAt, reached -> Mono.just(Outcome.done(reached)));
  }

  /**
   * Does the act, and with it a further write that may itself refuse.
   *
   * @param actAt the act, given the time at which its turn has come
   * @param alongside given the state that the act reaches, before it is written
   */
  public Mono<Outcome<Dossier>> act(
      Author author,
      UUID id,
      Function<Instant, Act> actAt,
      Function<Later, Mono<Outcome<Later>>> alongside) {
    return holding(
        id,
        held -> {
          var act = actAt.apply(now(held));
          return author
              .partsIn(held, access)
              .then(parts -> Lifecycle.apply(held, act, parts))
              .thenLater(allowed ->
                  alongside(allowed, alongside)
                      .flatMap(outcome ->
                          outcome.thenLater(reached -> settle(author, held, act, reached))));
        });
  }

  /** What goes back to the beginning has nothing alongside. */
  private static Mono<Outcome<Consultation>> alongside(
      Consultation allowed, Function<Later, Mono<Outcome<Later>>> alongside) {
    return switch (allowed) {
      case Requested back -> Mono.just(Outcome.done(back));
      case Later later -> alongside.apply(later).map(outcome -> outcome.map(done -> done));
    };
  }

  /**
   * The time of what happens next. It is read when the consultation is held, or whoever waited for
   * another's turn to end would have acted before it; and no clock that runs behind takes it back.
   */
  private Instant now(Consultation held) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return now.isBefore(held.since()) ? held.since() : now;
  }

  /**
   * Adds to the consultation without moving it on, and announces it.
   *
   * @param what happened, such as {@code vitals-recorded}
   */
  public Mono<Outcome<Dossier>> add(
      Author author, UUID id, Activity activity, String what, Mono<Void> addition) {
    return add(author, id, activity, what, _ -> addition.then(Mono.empty()));
  }

  /** The same, with an addition that may itself refuse, given the time of its turn. */
  public Mono<Outcome<Dossier>> add(
      Author author,
      UUID id,
      Activity activity,
      String what,
      Function<Instant, Mono<Refusal>> addition) {
    return add(author, id, activity, what, (_, at) -> addition.apply(at));
  }

  /**
   * The same, with an addition that depends on the consultation as it is held.
   *
   * @param addition given the consultation and the time of its turn: the refusal, or nothing once
   *     it is done
   */
  Mono<Outcome<Dossier>> add(
      Author author,
      UUID id,
      Activity activity,
      String what,
      BiFunction<Consultation, Instant, Mono<Refusal>> addition) {
    return adding(author, id, activity, addition, (held, at) -> tell(author, held, what, at));
  }

  /** A file on the same dossier, opened to go on from a consultation. */
  public record Onward<T>(Follow follow, T opened) {}

  /**
   * Goes on from a consultation that ended without a report, once.
   *
   * @param open opens what follows, in the same transaction
   */
  public <T> Mono<Outcome<T>> goOn(
      Author author, UUID id, Way way, Function<Consultation, Mono<Outcome<Onward<T>>>> open) {
    return holding(
        id,
        held ->
            author
                .partsIn(held, access)
                .then(parts -> NextSteps.permit(way, held, parts))
                .thenLater(permitted ->
                    open.apply(permitted)
                        .flatMap(
                            outcome -> outcome.thenLater(onward -> tie(author, held, onward)))));
  }

  private <T> Mono<Outcome<T>> tie(Author author, Consultation held, Onward<T> onward) {
    return consultations
        .goOn(held.id(), onward.follow())
        .then(tell(author, held, "continued", now(held)))
        .thenReturn(Outcome.done(onward.opened()));
  }

  /** Adds what is nobody else's business yet, such as a draft. */
  public Mono<Outcome<Dossier>> addUnannounced(
      Author author, UUID id, Activity activity, String what, Mono<Void> addition) {
    return addUnannounced(author, id, activity, what, _ -> addition.then(Mono.empty()));
  }

  /** The same, with an addition that may itself refuse. */
  public Mono<Outcome<Dossier>> addUnannounced(
      Author author,
      UUID id,
      Activity activity,
      String what,
      Function<Instant, Mono<Refusal>> addition) {
    return adding(
        author,
        id,
        activity,
        (_, at) -> addition.apply(at),
        (held, _) ->
            audit.append(entry(author, held, what)).then(dossiers.of(id)).map(Outcome::done));
  }

  /** Whether the author may do it now; asking leaves a trace in the audit. */
  public Mono<Outcome<Consultation>> check(Author author, UUID id, Activity activity, String what) {
    return consultations
        .byId(id)
        .map(OnFile::consultation)
        .map(found ->
            author.partsIn(found, access).then(parts -> Lifecycle.permit(activity, found, parts)))
        .defaultIfEmpty(Outcome.refused(notFound()))
        .flatMap(outcome ->
            outcome instanceof Done<Consultation>(var allowed)
                ? audit.append(entry(author, allowed, what)).thenReturn(outcome)
                : Mono.just(outcome));
  }

  private Mono<Outcome<Dossier>> adding(
      Author author,
      UUID id,
      Activity activity,
      BiFunction<Consultation, Instant, Mono<Refusal>> addition,
      BiFunction<Consultation, Instant, Mono<Outcome<Dossier>>> thereupon) {
    return holding(
        id,
        held ->
            author
                .partsIn(held, access)
                .then(parts -> Lifecycle.permit(activity, held, parts))
                .thenLater(_ -> {
                  var at = now(held);
                  return addition
                      .apply(held, at)
                      .map(Outcome::<Dossier>refused)
                      .switchIfEmpty(
                          Mono.defer(
                              () -> consultations.touch(id).then(thereupon.apply(held, at))));
                }));
  }

  private <T> Mono<Outcome<T>> holding(UUID id, Function<Consultation, Mono<Outcome<T>>> change) {
    return transactions.unlessRefused(
        consultations
            .hold(id)
            .flatMap(change)
            .switchIfEmpty(Mono.fromSupplier(() -> Outcome.refused(notFound()))));
  }

  private Mono<Outcome<Dossier>> settle(
      Author author, Consultation held, Act act, Consultation reached) {
    return consultations
        .save(held, reached)
        .then(careTeam.follow(held, reached, act.at()))
        .then(release(act, reached))
        .then(noteWithdrawal(author, act, reached))
        .then(tell(author, reached, reached.state().code(), act.at()));
  }

  /** What is called off needs nobody's time any more, and nobody from outside in its room. */
  private Mono<Void> release(Act act, Consultation reached) {
    return act instanceof Leaving leaving
        ? reservedTimes
            .release(reached.id(), leaving.reason(), leaving.by())
            .then(guestLinks.end(reached.id(), leaving.by(), leaving.at()))
        : Mono.empty();
  }

  private Mono<Void> noteWithdrawal(Author author, Act act, Consultation reached) {
    return act instanceof Withdrawal
        ? audit.append(entry(author, reached, "consent-withdrawn"))
        : Mono.empty();
  }

  private Mono<Outcome<Dossier>> tell(
      Author author, Consultation consultation, String what, Instant at) {
    return audit
        .append(entry(author, consultation, what))
        .then(dossiers.of(consultation.id()))
        .flatMap(dossier -> announcements.announce(what, at, dossier).thenReturn(dossier))
        .map(Outcome::done);
  }

  static AuditEntry entry(Author author, Consultation consultation, String what) {
    var request = consultation.request();
    return new AuditEntry(
        author.name(),
        author.role(),
        "consultation." + what,
        "consultation",
        request.id(),
        request.resident(),
        request.id(),
        null);
  }
}
