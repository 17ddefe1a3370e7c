package care.chevet.scheduling;

import care.chevet.access.Actor;
import care.chevet.directory.Role;
import care.chevet.idempotency.Transactions;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Holding and booking. The rules are judged here by what is remembered of the availability; the
 * database refuses what was judged by an older one, and then it is judged afresh.
 */
public final class ReservingSlots {

  /** How long a hold keeps its time. */
  public static final Duration HOLD = Duration.ofMinutes(10);

  /** How far ahead anything can be booked. */
  static final Duration HORIZON = Duration.ofDays(400);

  private static final Set<String> JUDGED_BY_WHAT_IS_REMEMBERED =
      Set.of(Bookings.FACTS_CHANGED, "slot_not_offered", "outside_territory", "not_found");

  private final Bookings bookings;
  private final Availabilities availabilities;
  private final BookedConsultations consultations;
  private final Transactions transactions;
  private final InstantSource clock;

  public ReservingSlots(
      Bookings bookings,
      Availabilities availabilities,
      BookedConsultations consultations,
      Transactions transactions,
      InstantSource clock) {
    this.bookings = bookings;
    this.availabilities = availabilities;
    this.consultations = consultations;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** A booking that would be made, with all that its view shows. */
  public record Draft(
      Booking booking, BookablePhysician physician, ResidentsHome home, Judged judged) {}

  /**
   * Books or holds what is wished.
   *
   * @param answer writes the answer that is kept with the booking
   */
  public Mono<Outcome<KeptAnswer>> make(
      Actor actor, Wish wish, UUID id, Claim claim, Function<Draft, KeptAnswer> answer) {
    if (!mayBookAtAll(actor)) {
      return Mono.just(Outcome.refused(Refusal.forbidden("forbidden")));
    }
    return availabilities
        .rememberedHome(wish.resident())
        .zipWith(availabilities.remembered(wish.physician(), wish.specialty()))
        .flatMap(facts -> attempt(actor, wish, id, claim, answer, facts.getT2(), facts.getT1()))
        .filter(outcome -> !shouldBeJudgedAfresh(outcome))
        .switchIfEmpty(Mono.defer(() -> makeAfresh(actor, wish, id, claim, answer)));
  }

  private Mono<Outcome<KeptAnswer>> makeAfresh(
      Actor actor, Wish wish, UUID id, Claim claim, Function<Draft, KeptAnswer> answer) {
    return availabilities
        .homeOnRecord(wish.resident())
        .zipWith(availabilities.onRecord(wish.physician(), wish.specialty()))
        .flatMap(facts -> attempt(actor, wish, id, claim, answer, facts.getT2(), facts.getT1()))
        .map(ReservingSlots::inTheWordsOfTheWish)
        .switchIfEmpty(
            Mono.defer(() -> unlessAnswered(actor, claim, Refusal.notFound("not_found"))));
  }

  /** What was just read is right, so it is the nurse, kit or room of the wish that is not. */
  private static Outcome<KeptAnswer> inTheWordsOfTheWish(Outcome<KeptAnswer> outcome) {
    return outcome instanceof Outcome.Refused<KeptAnswer>(var refusal)
            && refusal.code().equals(Bookings.FACTS_CHANGED)
        ? Outcome.refused(Refusal.invalid("not_of_this_care_home"))
        : outcome;
  }

  private Mono<Outcome<KeptAnswer>> attempt(
      Actor actor,
      Wish wish,
      UUID id,
      Claim claim,
      Function<Draft, KeptAnswer> answer,
      BookablePhysician physician,
      ResidentsHome home) {
    return switch (draft(actor, wish, id, physician, home)) {
      case Outcome.Refused<Draft>(var refusal) -> unlessAnswered(actor, claim, refusal);
      case Outcome.Done<Draft>(var draft) -> make(actor, draft, claim, answer.apply(draft));
    };
  }

  /** What was booked once is answered as it was then, though the rules would refuse it by now. */
  private Mono<Outcome<KeptAnswer>> unlessAnswered(Actor actor, Claim claim, Refusal refusal) {
    return bookings.answered(actor, claim).defaultIfEmpty(Outcome.refused(refusal));
  }

  /** A consultation gets its time with the booking or not at all; without one it is a statement. */
  private Mono<Outcome<KeptAnswer>> make(Actor actor, Draft draft, Claim claim, KeptAnswer answer) {
    Booking booking = draft.booking();
    Mono<Outcome<KeptAnswer>> made = bookings.make(booking, draft.judged(), actor, claim, answer);
    @Nullable UUID consultation = booking.consultation();
    if (consultation == null || booking.state() == BookingState.HELD) {
      return made;
    }
    return transactions.unlessRefused(
        made.flatMap(outcome ->
            outcome instanceof Outcome.Done<KeptAnswer>(var kept) && !kept.replayed()
                ? consultations
                    .schedule(actor, consultation, booking)
                    .map(scheduled -> scheduled.map(_ -> kept))
                : Mono.just(outcome)));
  }

  /** Whether a refusal may come of something remembered that has changed since. */
  private static boolean shouldBeJudgedAfresh(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(var refusal)
        && JUDGED_BY_WHAT_IS_REMEMBERED.contains(refusal.code());
  }

  private Outcome<Draft> draft(
      Actor actor, Wish wish, UUID id, BookablePhysician physician, ResidentsHome home) {
    Instant now = clock.instant();
    boolean override = wish.overrideReason() != null;
    @Nullable Refusal refusal = mayBook(actor, home, override);
    if (refusal != null) {
      return Outcome.refused(refusal);
    }
    @Nullable UUID nurse =
        wish.nurse() != null || !actor.is(Role.NURSE) ? wish.nurse() : actor.person();
    if (nurse == null) {
      return Outcome.refused(Refusal.invalid("nurse_missing"));
    }
    if (override && wish.hold()) {
      return Outcome.refused(Refusal.invalid("override_of_hold"));
    }
    @Nullable Refusal rules = whatForbids(physician, home, wish.start(), now, override);
    if (rules != null) {
      return Outcome.refused(rules);
    }
    Interval time = Interval.starting(wish.start(), physician.availability().rules().length());
    Booking booking =
        new Booking(
            id,
            wish.hold() ? BookingState.HELD : BookingState.BOOKED,
            wish.specialty(),
            wish.urgency(),
            new Party(
                wish.physician(),
                nurse,
                wish.resident(),
                home.careHome(),
                wish.deviceKit(),
                wish.room()),
            wish.consultation(),
            time,
            wish.hold() ? now.plus(HOLD) : null,
            1,
            actor.person(),
            now,
            wish.overrideReason(),
            null);
    return Outcome.done(new Draft(booking, physician, home, Judged.of(physician, time, override)));
  }

  /** Why no consultation may start there and then, whatever else is booked; null if one may. */
  static @Nullable Refusal whatForbids(
      BookablePhysician physician,
      ResidentsHome home,
      Instant start,
      Instant now,
      boolean override) {
    if (start.isBefore(now) || start.isAfter(now.plus(HORIZON))) {
      return Refusal.invalid("slot_not_offered");
    }
    if (override) {
      return null;
    }
    if (!physician.answersFor(home.territory())) {
      return Refusal.invalid("outside_territory");
    }
    Interval time = Interval.starting(start, physician.availability().rules().length());
    return FreeSlots.offered(physician.availability(), time, now)
        ? null
        : Refusal.invalid("slot_not_offered");
  }

  /** Whether the actor arranges the time of those who live there. */
  public static boolean mayBookFor(Actor actor, ResidentsHome home) {
    return switch (actor.role()) {
      case NURSE -> actor.careHomes().contains(home.careHome());
      case COORDINATOR -> true;
      case PHYSICIAN, OPERATOR -> false;
    };
  }

  private static @Nullable Refusal mayBook(Actor actor, ResidentsHome home, boolean override) {
    return switch (actor.role()) {
      case NURSE -> {
        if (!actor.careHomes().contains(home.careHome())) {
          yield Refusal.notFound("not_found");
        }
        yield override ? Refusal.forbidden("override_not_allowed") : null;
      }
      case COORDINATOR -> null;
      case PHYSICIAN, OPERATOR -> Refusal.forbidden("forbidden");
    };
  }

  /** Asked before anything is looked up, so that the answer does not say whether it is there. */
  private static boolean mayBookAtAll(Actor actor) {
    return actor.is(Role.NURSE) || actor.is(Role.COORDINATOR);
  }
}
