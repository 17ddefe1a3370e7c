package care.chevet.scheduling;

import care.chevet.access.Actor;
import care.chevet.directory.Role;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What can happen to a booking once it is made: a hold is made firm, a booking moved or cancelled.
 * The caller runs each in one transaction, so that a consultation changes with its booking.
 */
public final class ChangingBookings {

  private final Bookings bookings;
  private final Availabilities availabilities;
  private final BookedConsultations consultations;
  private final InstantSource clock;

  public ChangingBookings(
      Bookings bookings,
      Availabilities availabilities,
      BookedConsultations consultations,
      InstantSource clock) {
    this.bookings = bookings;
    this.availabilities = availabilities;
    this.consultations = consultations;
    this.clock = clock;
  }

  /** Makes a hold firm, and gives a consultation its time if it is for one. */
  public Mono<Outcome<Booking>> confirm(Actor actor, UUID id, @Nullable UUID consultation) {
    return mine(actor, id)
        .flatMap(hold -> {
          Mono<Outcome<Booking>> firm = bookings.confirm(id, consultation, actor, clock.instant());
          @Nullable UUID of = consultation == null ? hold.consultation() : consultation;
          return of == null ? firm : after(consultations.schedule(actor, of, hold), firm);
        })
        .switchIfEmpty(Mono.just(Outcome.refused(Refusal.notFound("not_found"))));
  }

  /**
   * Gives a booking or a hold another time, physician, nurse, kit or room: all of it or nothing.
   */
  public Mono<Outcome<Booking>> move(Actor actor, UUID id, Move wanted) {
    return mine(actor, id)
        .flatMap(booking -> {
          Party party = wanted.party(booking.party());
          @Nullable Refusal refusal = mayMove(actor, booking, party, wanted);
          return refusal != null
              ? Mono.just(Outcome.<Booking>refused(refusal))
              : availabilities
                  .onRecord(party.physician(), booking.specialty())
                  .zipWith(availabilities.homeOnRecord(party.resident()))
                  .flatMap(facts ->
                      keepsItsTime(booking, party, wanted)
                          ? bookings.move(
                              booking.movedTo(party, booking.time(), booking.overrideReason()),
                              Judged.of(facts.getT1(), booking.time(), true),
                              actor,
                              clock.instant())
                          : moveTo(actor, booking, party, wanted, facts.getT1(), facts.getT2()));
        })
        .switchIfEmpty(Mono.just(Outcome.refused(Refusal.notFound("not_found"))));
  }

  /** A physician arranges her own time, no colleague's, and not who is at the bedside. */
  private static @Nullable Refusal mayMove(Actor actor, Booking booking, Party party, Move wanted) {
    if (wanted.overrideReason() != null && !actor.is(Role.COORDINATOR)) {
      return Refusal.forbidden("override_not_allowed");
    }
    if (wanted.overrideReason() != null && booking.state() == BookingState.HELD) {
      return Refusal.invalid("override_of_hold");
    }
    return actor.is(Role.PHYSICIAN)
            && (!actor.person().equals(party.physician()) || wanted.changesTheBedside())
        ? Refusal.forbidden("forbidden")
        : null;
  }

  /** Then nobody judges the time again: it was given when the rules were what they were. */
  private boolean keepsItsTime(Booking booking, Party party, Move wanted) {
    return wanted.overrideReason() == null
        && wanted.start().equals(booking.time().start())
        && wanted.start().isAfter(clock.instant())
        && party.physician().equals(booking.party().physician());
  }

  private Mono<Outcome<Booking>> moveTo(
      Actor actor,
      Booking booking,
      Party party,
      Move wanted,
      BookablePhysician physician,
      ResidentsHome home) {
    Instant now = clock.instant();
    boolean override = wanted.overrideReason() != null;
    @Nullable Refusal refusal =
        ReservingSlots.whatForbids(physician, home, wanted.start(), now, override);
    if (refusal != null) {
      return Mono.just(Outcome.refused(refusal));
    }
    Interval time = Interval.starting(wanted.start(), physician.availability().rules().length());
    Booking moved = booking.movedTo(party, time, wanted.overrideReason());
    Mono<Outcome<Booking>> move =
        bookings.move(moved, Judged.of(physician, time, override), actor, now);
    @Nullable UUID scheduled = scheduled(booking);
    return scheduled == null
        ? move
        : after(consultations.reschedule(actor, scheduled, moved), move);
  }

  /** Frees the time of a hold or a booking; its consultation waits again. */
  public Mono<Outcome<Booking>> cancel(Actor actor, UUID id, String reason) {
    return mine(actor, id)
        .flatMap(booking -> {
          Mono<Outcome<Booking>> cancel = bookings.cancel(id, reason, actor, clock.instant());
          @Nullable UUID scheduled = scheduled(booking);
          return scheduled == null
              ? cancel
              : after(consultations.unschedule(actor, scheduled, reason), cancel);
        })
        .switchIfEmpty(Mono.just(Outcome.refused(Refusal.notFound("not_found"))));
  }

  /** The consultation that a firm booking gives its time; null when there is none. */
  private static @Nullable UUID scheduled(Booking booking) {
    return booking.state() == BookingState.BOOKED ? booking.consultation() : null;
  }

  /**
   * The consultation changes first: its side exits lock it before its booking, and whoever went the
   * other way round would wait crosswise.
   */
  private static Mono<Outcome<Booking>> after(
      Mono<Outcome<UUID>> consultation, Mono<Outcome<Booking>> booking) {
    return consultation.flatMap(changed -> changed.thenLater(_ -> booking));
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
}
