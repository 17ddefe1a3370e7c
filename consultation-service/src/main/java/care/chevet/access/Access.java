package care.chevet.access;

import care.chevet.directory.Role;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * The one place that decides who may see what: pure rules, asked with facts; and the circle of care
 * behind them.
 */
public final class Access {

  /** How long after a consultation its physician may still open the resident's record. */
  public static final Duration RECENT = Duration.ofDays(30);

  private final CircleOfCare circle;
  private final InstantSource clock;

  public Access(CircleOfCare circle, InstantSource clock) {
    this.circle = circle;
    this.clock = clock;
  }

  /** How much of a resident's record the person may see. */
  public Mono<Visibility> toResident(Actor actor, UUID resident, UUID careHome) {
    return switch (actor.role()) {
      case NURSE ->
          Mono.just(actor.careHomes().contains(careHome) ? Visibility.FULL : Visibility.NONE);
      case PHYSICIAN ->
          circle
              .includes(resident, actor.person(), clock.instant())
              .map(included -> included ? Visibility.FULL : Visibility.NONE);
      case COORDINATOR, OPERATOR -> Mono.just(Visibility.NONE);
    };
  }

  /**
   * How much of a consultation the person may see. A physician sees what waits in her specialties,
   * and her own until {@link #RECENT} after the end; of what a colleague of the same specialty has
   * taken, and of her own after that, she sees that it is there, no more.
   */
  public Visibility toConsultation(Actor actor, ConsultationFacts facts) {
    return switch (actor.role()) {
      case NURSE ->
          actor.careHomes().contains(facts.careHome()) ? Visibility.FULL : Visibility.NONE;
      case PHYSICIAN -> {
        if (actor.person().equals(facts.physician())) {
          yield isRecent(facts) ? Visibility.FULL : Visibility.METADATA;
        }
        if (facts.colleagues().contains(actor.person())) {
          yield Visibility.FULL;
        }
        if (!actor.specialties().contains(facts.specialty())) {
          yield Visibility.NONE;
        }
        yield facts.waiting() ? Visibility.FULL : Visibility.METADATA;
      }
      case COORDINATOR -> Visibility.METADATA;
      case OPERATOR -> Visibility.NONE;
    };
  }

  private boolean isRecent(ConsultationFacts facts) {
    var ended = facts.endedAt();
    return ended == null || ended.plus(RECENT).isAfter(clock.instant());
  }

  /** Which consultations a list for this person may hold. */
  public ConsultationScope consultationsOf(Actor actor) {
    return switch (actor.role()) {
      case NURSE ->
          new ConsultationScope(actor.careHomes(), Set.of(), null, false, Visibility.FULL);
      case PHYSICIAN ->
          new ConsultationScope(
              Set.of(), actor.specialties(), actor.person(), false, Visibility.FULL);
      case COORDINATOR ->
          new ConsultationScope(Set.of(), Set.of(), null, true, Visibility.METADATA);
      case OPERATOR -> new ConsultationScope(Set.of(), Set.of(), null, false, Visibility.NONE);
    };
  }

  /** Whether the person may ask who looked at the record of a resident of that care home. */
  public boolean mayListLooks(Actor actor, UUID careHome) {
    return actor.is(Role.NURSE) && actor.careHomes().contains(careHome);
  }

  /**
   * Whether the person may hand out all that is held of a resident of that care home: to the
   * resident, or to whoever speaks for her, who ask where she lives.
   */
  public boolean mayExportRecord(Actor actor, UUID careHome) {
    return actor.is(Role.NURSE) && actor.careHomes().contains(careHome);
  }

  /** Whether the person may have put together what is held of somebody who works here. */
  public boolean mayExportDataOf(Actor actor, UUID person) {
    return actor.is(Role.COORDINATOR) || actor.person().equals(person);
  }

  /** Whether the person decides that somebody's data are erased; it shows her nothing of them. */
  public boolean mayEraseData(Actor actor) {
    return actor.is(Role.COORDINATOR);
  }

  /** Whether the person may open a record outside of her circle of care, for a reason. */
  public boolean mayBreakGlass(Actor actor) {
    return actor.is(Role.PHYSICIAN);
  }

  /** Whether the person may ask if the audit trail holds, without reading in it. */
  public boolean mayVerifyTrail(Actor actor) {
    return actor.is(Role.OPERATOR);
  }

  /** Whether the person watches over what goes to hospitals and comes from them. */
  public boolean mayRunExchanges(Actor actor) {
    return actor.is(Role.OPERATOR);
  }

  /**
   * Whether the person decides which resident a hospital's patient is, seeing the traits of both.
   */
  public boolean mayRuleOnMatches(Actor actor) {
    return actor.is(Role.COORDINATOR);
  }

  /** Whether the person may ask for a consultation for a resident of that care home. */
  public boolean mayRequestFor(Actor actor, UUID careHome) {
    return actor.is(Role.NURSE) && actor.careHomes().contains(careHome);
  }
}
