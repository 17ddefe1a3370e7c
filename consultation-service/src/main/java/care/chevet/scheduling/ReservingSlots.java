package care.chevet.scheduling;

import care.chevet.access.Actor;
import care.chevet.directory.Role;
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
 * Holding, booking, moving and cancelling. The rules are judged here by what is remembered of the
 * availability; the database refuses what was judged by an older one, and then it is judged afresh.
 */
public final class ReservingSlots {

  /** How long a hold keeps its time. */
  public static final Duration HOLD = Duration.ofMinutes(10);

  private final Bookings bookings;
  private final Availabilities availabilities;
  private final InstantSource clock;

  public ReservingSlots(Bookings bookings, Availabilities availabilities, InstantSource clock) {
    this.bookings = bookings;
    this.availabilities = availabilities;
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
        .switchIfEmpty(Mono.just(Outcome.refused(Refusal.notFound("not_found"))));
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
      case Outcome.Refused<Draft>(var refusal) -> Mono.just(Outcome.refused(refusal));
      case Outcome.Done<Draft>(var draft) ->
          bookings.make(draft.booking(), draft.judged(), actor, claim, answer.apply(draft));
    };
  }

  /** Whether a refusal may come of something remembered that has changed since. */
  private static boolean shouldBeJudgedAfresh(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(var refusal)
        && Set.of(Bookings.FACTS_CHANGED, "slot_not_offered", "not_found").contains(refusal.code());
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
    Interval time = Interval.starting(wish.start(), physician.availability().rules().length());
    if (!allowed(physician, time, now, override)) {
      return Outcome.refused(Refusal.invalid("slot_not_offered"));
    }
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

  /** Makes a hold firm. */
  public Mono<Outcome<Booking>> confirm(Actor actor, UUID id, @Nullable UUID consultation) {
    return mine(actor, id)
        .flatMap(_ -> bookings.confirm(id, consultation, actor, clock.instant()))
        .switchIfEmpty(Mono.just(Outcome.refused(Refusal.notFound("not_found"))));
  }

  /** Moves a booking or a hold to another start, and to another physician when one is given. */
  public Mono<Outcome<Booking>> move(
      Actor actor, UUID id, Instant start, @Nullable UUID physician, @Nullable String override) {
    return mine(actor, id)
        .flatMap(booking -> {
          UUID who = physician == null ? booking.party().physician() : physician;
          return availabilities
              .onRecord(who, booking.specialty())
              .flatMap(offered -> moveTo(actor, booking, offered, start, override));
        })
        .switchIfEmpty(Mono.just(Outcome.refused(Refusal.notFound("not_found"))));
  }

  private Mono<Outcome<Booking>> moveTo(
      Actor actor,
      Booking booking,
      BookablePhysician physician,
      Instant start,
      @Nullable String override) {
    if (override != null && !actor.is(Role.COORDINATOR)) {
      return Mono.just(Outcome.refused(Refusal.forbidden("override_not_allowed")));
    }
    Instant now = clock.instant();
    Interval time = Interval.starting(start, physician.availability().rules().length());
    if (!allowed(physician, time, now, override != null)) {
      return Mono.just(Outcome.refused(Refusal.invalid("slot_not_offered")));
    }
    Party party = booking.party();
    Booking moved =
        new Booking(
            booking.id(),
            booking.state(),
            booking.specialty(),
            booking.urgency(),
            new Party(
                physician.id(),
                party.nurse(),
                party.resident(),
                party.careHome(),
                party.deviceKit(),
                party.room()),
            booking.consultation(),
            time,
            booking.heldUntil(),
            booking.version(),
            booking.madeBy(),
            booking.madeAt(),
            override,
            null);
    return bookings.move(moved, Judged.of(physician, time, override != null), actor, now);
  }

  public Mono<Outcome<Booking>> cancel(Actor actor, UUID id, String reason) {
    return mine(actor, id)
        .flatMap(_ -> bookings.cancel(id, reason, actor, clock.instant()))
        .switchIfEmpty(Mono.just(Outcome.refused(Refusal.notFound("not_found"))));
  }

  /** A booking that the actor takes part in or coordinates; empty when there is none for her. */
  public Mono<Booking> mine(Actor actor, UUID id) {
    return bookings.byId(id).map(this::asOfNow).filter(booking -> concerns(actor, booking));
  }

  /** The same booking, expired if it is a hold whose time is up. */
  public Booking asOfNow(Booking booking) {
    return booking.asOf(clock.instant());
  }

  static boolean concerns(Actor actor, Booking booking) {
    return switch (actor.role()) {
      case NURSE -> actor.careHomes().contains(booking.party().careHome());
      case PHYSICIAN -> actor.person().equals(booking.party().physician());
      case COORDINATOR -> true;
      case OPERATOR -> false;
    };
  }

  private static boolean allowed(
      BookablePhysician physician, Interval time, Instant now, boolean override) {
    return override
        ? !time.start().isBefore(now)
        : FreeSlots.offered(physician.availability(), time, now);
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
}
