package care.chevet.scheduling;

import care.chevet.directory.Directory;
import care.chevet.directory.Hospital;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Holding, booking and calling off for hospitals, which arrange the time of the residents of those
 * care homes alone that work with them. A hospital books time and not a consultation: a nurse
 * completes it. Who is at the bedside is not the hospital's to say: it is a nurse who is free.
 */
public final class ReservingForHospitals {

  private static final int ATTEMPTS_MAX = 5;

  /** Refusals that come of somebody having been quicker: asked again, it may go another way. */
  private static final Set<String> OVERTAKEN =
      Set.of("nurse_taken", "changed_meanwhile", Bookings.FACTS_CHANGED);

  private final HospitalBookings bookings;
  private final Availabilities availabilities;
  private final Directory directory;
  private final InstantSource clock;

  public ReservingForHospitals(
      HospitalBookings bookings,
      Availabilities availabilities,
      Directory directory,
      InstantSource clock) {
    this.bookings = bookings;
    this.availabilities = availabilities;
    this.directory = directory;
    this.clock = clock;
  }

  /** Where she lives, if that home works with the hospital; empty otherwise. */
  public Mono<ResidentsHome> home(Hospital hospital, UUID resident) {
    return availabilities
        .homeOnRecord(resident)
        .filterWhen(home ->
            directory.hospitalsOf(home.careHome()).any(one -> one.id().equals(hospital.id())));
  }

  /**
   * Holds or books what is wished under an id; asked again, answers what has become of it. A hold
   * under that id is made firm.
   */
  public Mono<Outcome<Booking>> reserve(Hospital hospital, Wish wish, UUID id) {
    return home(hospital, wish.resident())
        .flatMap(home -> reserve(hospital, wish, id, home, ATTEMPTS_MAX))
        .defaultIfEmpty(nothing());
  }

  private Mono<Outcome<Booking>> reserve(
      Hospital hospital, Wish wish, UUID id, ResidentsHome home, int attempts) {
    return bookings
        .byId(hospital, id)
        .map(before -> Optional.of(before.asOf(clock.instant())))
        .defaultIfEmpty(Optional.empty())
        .flatMap(before ->
            before.isPresent()
                ? again(hospital, wish, before.get())
                : make(hospital, wish, id, home))
        .flatMap(outcome ->
            attempts > 1 && isOvertaken(outcome)
                ? reserve(hospital, wish, id, home, attempts - 1)
                : Mono.just(inTheWordsOfTheWish(outcome)));
  }

  private Mono<Outcome<Booking>> again(Hospital hospital, Wish wish, Booking before) {
    if (!before.party().resident().equals(wish.resident())) {
      return Mono.just(nothing());
    }
    return switch (before.state()) {
      case HELD ->
          wish.hold()
              ? Mono.just(Outcome.done(before))
              : bookings.confirm(before.id(), hospital, clock.instant());
      case BOOKED -> Mono.just(Outcome.done(before));
      case CANCELLED -> Mono.just(Outcome.refused(Refusal.conflict("booking_over")));
      case EXPIRED -> Mono.just(Outcome.refused(Refusal.conflict("hold_expired")));
    };
  }

  private Mono<Outcome<Booking>> make(Hospital hospital, Wish wish, UUID id, ResidentsHome home) {
    return availabilities
        .onRecord(wish.physician(), wish.specialty())
        .flatMap(physician -> make(hospital, wish, id, home, physician))
        .defaultIfEmpty(nothing());
  }

  private Mono<Outcome<Booking>> make(
      Hospital hospital, Wish wish, UUID id, ResidentsHome home, BookablePhysician physician) {
    var now = clock.instant();
    @Nullable Refusal refusal =
        ReservingSlots.whatForbids(physician, home, wish.start(), now, false);
    if (refusal != null) {
      return Mono.just(Outcome.refused(refusal));
    }
    Interval time = Interval.starting(wish.start(), physician.availability().rules().length());
    return bookings
        .freeNurses(home.careHome(), time, now)
        .next()
        .flatMap(nurse ->
            bookings.make(
                new Booking(
                    id,
                    wish.hold() ? BookingState.HELD : BookingState.BOOKED,
                    wish.specialty(),
                    wish.urgency(),
                    new Party(
                        wish.physician(), nurse, wish.resident(), home.careHome(), null, null),
                    null,
                    time,
                    wish.hold() ? now.plus(ReservingSlots.HOLD) : null,
                    1,
                    null,
                    now,
                    null,
                    null),
                Judged.of(physician, time, false),
                hospital))
        .defaultIfEmpty(Outcome.refused(Refusal.conflict("no_nurse_free")));
  }

  /** Frees the time of what the hospital booked; asked again, answers the same. */
  public Mono<Outcome<Booking>> cancel(Hospital hospital, UUID resident, UUID id, String reason) {
    return home(hospital, resident)
        .flatMap(_ -> bookings.byId(hospital, id))
        .map(booking -> booking.asOf(clock.instant()))
        .filter(booking -> booking.party().resident().equals(resident))
        .flatMap(booking ->
            switch (booking.state()) {
              case HELD, BOOKED -> bookings.cancel(id, reason, hospital, clock.instant());
              case CANCELLED, EXPIRED -> Mono.just(Outcome.done(booking));
            })
        .defaultIfEmpty(nothing());
  }

  private static boolean isOvertaken(Outcome<Booking> outcome) {
    return outcome instanceof Outcome.Refused<Booking>(var refusal)
        && OVERTAKEN.contains(refusal.code());
  }

  /** Which nurse was chosen is nothing that the hospital knows of. */
  private static Outcome<Booking> inTheWordsOfTheWish(Outcome<Booking> outcome) {
    return outcome instanceof Outcome.Refused<Booking>(var refusal)
            && refusal.code().equals("nurse_taken")
        ? Outcome.refused(Refusal.conflict("no_nurse_free"))
        : outcome;
  }

  private static Outcome<Booking> nothing() {
    return Outcome.refused(Refusal.notFound("not_found"));
  }
}
