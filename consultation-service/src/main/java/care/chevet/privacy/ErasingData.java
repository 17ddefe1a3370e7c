package care.chevet.privacy;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.audit.AuditEntry;
import care.chevet.audit.AuditTrail;
import care.chevet.directory.Directory;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.resident.Residents;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Erases what is held of one person, as far as the law lets it be. The caller runs it in one
 * transaction.
 */
public final class ErasingData {

  /** In place of the day, for somebody whom no physician ever saw. */
  private static final Optional<LocalDate> NEVER_SEEN = Optional.empty();

  private final PersonalData data;
  private final Residents residents;
  private final Directory directory;
  private final Access access;
  private final AuditTrail audit;
  private final InstantSource clock;

  public ErasingData(
      PersonalData data,
      Residents residents,
      Directory directory,
      Access access,
      AuditTrail audit,
      InstantSource clock) {
    this.data = data;
    this.residents = residents;
    this.directory = directory;
    this.access = access;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param recordKeptUntil to which day the clinical record is kept, by law; null if it is erased
   */
  public record Result(List<PersonalData.Erased> erased, @Nullable LocalDate recordKeptUntil) {}

  /** Erases a resident's record if it need not be kept any more; else what stands beside it. */
  public Mono<Outcome<Result>> resident(Actor actor, UUID resident, String reason) {
    if (!access.mayEraseData(actor)) {
      return forbidden();
    }
    return Grounds.of(reason)
        .thenLater(why ->
            residents
                .byId(resident)
                .flatMap(_ -> data.keptUntil(resident).map(Optional::of).defaultIfEmpty(NEVER_SEEN))
                .flatMap(until ->
                    until.isPresent() && until.get().isAfter(today())
                        ? besideRecord(actor, resident, until.get(), why)
                        : whole(actor, resident, why))
                .switchIfEmpty(Mono.fromSupplier(ErasingData::notFound)));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private Mono<Outcome<Result>> besideRecord(
      Actor actor, UUID resident, LocalDate until, String why) {
    return data.eraseBesideRecord(resident, clock.instant())
        .collectList()
        .flatMap(erased ->
            noted(actor, new Subject.OfResident(resident), "data-erased", why)
                .thenReturn(Outcome.done(new Result(erased, until))));
  }

  private Mono<Outcome<Result>> whole(Actor actor, UUID resident, String why) {
    return data.eraseResident(resident, clock.instant())
        .flatMap(done ->
            done
                ? noted(actor, new Subject.OfResident(resident), "erased", why)
                    .thenReturn(
                        Outcome.done(
                            new Result(List.of(new PersonalData.Erased("record", 1)), null)))
                : Mono.just(Outcome.refused(Refusal.conflict("resident_still_booked"))));
  }

  /** Erases of somebody who has left all but what she answers for. */
  public Mono<Outcome<Result>> person(Actor actor, UUID person, String reason) {
    if (!access.mayEraseData(actor)) {
      return forbidden();
    }
    return Grounds.of(reason)
        .thenLater(why ->
            directory
                .person(person)
                .flatMap(_ -> data.isEngaged(person, clock.instant()))
                .flatMap(engaged -> engaged ? stillEngaged() : left(actor, person, why))
                .switchIfEmpty(Mono.fromSupplier(ErasingData::notFound)));
  }

  private Mono<Outcome<Result>> left(Actor actor, UUID person, String why) {
    return data.erasePerson(person, clock.instant())
        .collectList()
        .flatMap(erased ->
            noted(actor, new Subject.OfPerson(person), "data-erased", why)
                .thenReturn(Outcome.done(new Result(erased, null))));
  }

  private Mono<Void> noted(Actor actor, Subject subject, String verb, String why) {
    return data.noteErasure(subject, actor.person(), why, clock.instant())
        .then(
            audit.append(
                new AuditEntry(
                    actor.person().toString(),
                    actor.role().code(),
                    subject.kind() + "." + verb,
                    subject.kind(),
                    subject.id(),
                    subject instanceof Subject.OfResident ? subject.id() : null,
                    null,
                    null)));
  }

  private static Mono<Outcome<Result>> forbidden() {
    return Mono.just(Outcome.refused(Refusal.forbidden("forbidden")));
  }

  private static Mono<Outcome<Result>> stillEngaged() {
    return Mono.just(Outcome.refused(Refusal.conflict("person_still_engaged")));
  }

  private static Outcome<Result> notFound() {
    return Outcome.refused(Refusal.notFound("not_found"));
  }
}
