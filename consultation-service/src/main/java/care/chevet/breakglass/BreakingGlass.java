package care.chevet.breakglass;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.access.CircleOfCare;
import care.chevet.access.Visibility;
import care.chevet.audit.AuditEntry;
import care.chevet.audit.AuditTrail;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.resident.Resident;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * A physician opens the record of somebody whom she does not take care of: for a reason, for a
 * while, and with the resident's nurses and the coordinators told at once. The caller runs it in
 * one transaction.
 */
public final class BreakingGlass {
  private final Glasses glasses;
  private final Access access;
  private final CircleOfCare circle;
  private final AuditTrail audit;
  private final InstantSource clock;

  public BreakingGlass(
      Glasses glasses, Access access, CircleOfCare circle, AuditTrail audit, InstantSource clock) {
    this.glasses = glasses;
    this.access = access;
    this.circle = circle;
    this.audit = audit;
    this.clock = clock;
  }

  public Mono<Outcome<BrokenGlass>> by(Actor actor, Sought sought, String reason) {
    var why = reason.strip();
    if (!access.mayBreakGlass(actor)) {
      return Mono.just(Outcome.refused(Refusal.forbidden("forbidden")));
    }
    if (why.length() < BrokenGlass.REASON_CHARACTERS_MIN
        || why.length() > BrokenGlass.REASON_CHARACTERS_MAX) {
      return Mono.just(
          Outcome.refused(
              Refusal.invalid(
                  "emergency_reason_length",
                  String.valueOf(BrokenGlass.REASON_CHARACTERS_MIN),
                  String.valueOf(BrokenGlass.REASON_CHARACTERS_MAX))));
    }
    return glasses.sought(sought).collectList().flatMap(found -> one(actor, found, why));
  }

  private Mono<Outcome<BrokenGlass>> one(Actor actor, List<Resident> found, String why) {
    return switch (found.size()) {
      case 0 -> Mono.just(Outcome.refused(Refusal.notFound("nobody_found")));
      case 1 -> open(actor, found.getFirst(), why);
      default -> Mono.just(Outcome.refused(Refusal.conflict("resident_ambiguous")));
    };
  }

  private Mono<Outcome<BrokenGlass>> open(Actor actor, Resident resident, String why) {
    return access
        .toResident(actor, resident.id(), resident.careHome())
        .flatMap(visibility ->
            visibility == Visibility.FULL
                ? Mono.just(Outcome.refused(Refusal.conflict("record_already_open")))
                : broken(actor, resident.id(), why).map(Outcome::done));
  }

  private Mono<BrokenGlass> broken(Actor actor, UUID resident, String why) {
    var now = clock.instant();
    var broken =
        new BrokenGlass(
            UUID.randomUUID(), resident, actor.person(), why, now, now.plus(BrokenGlass.OPEN_FOR));
    return glasses
        .keep(broken)
        .then(circle.enter(resident, actor.person(), broken.id(), now))
        .then(circle.leave(resident, actor.person(), broken.id(), broken.until()))
        .then(audit.append(entry(actor, broken)))
        .thenReturn(broken);
  }

  private static AuditEntry entry(Actor actor, BrokenGlass broken) {
    return new AuditEntry(
        actor.person().toString(),
        actor.role().code(),
        "resident.glass-broken",
        "resident",
        broken.resident(),
        broken.resident(),
        broken.id(),
        null);
  }

  /** A search that found nobody is written down too: it may be one of many. */
  public Mono<Void> missed(Actor actor) {
    return audit.append(
        new AuditEntry(
            actor.person().toString(),
            actor.role().code(),
            "resident.sought-in-vain",
            "person",
            actor.person(),
            null,
            null,
            null));
  }
}
