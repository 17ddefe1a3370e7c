package care.chevet.scheduling.http;

import care.chevet.directory.Directory;
import care.chevet.directory.Hospital;
import care.chevet.directory.Specialty;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import care.chevet.scheduling.Availabilities;
import care.chevet.scheduling.BookablePhysician;
import care.chevet.scheduling.Booking;
import care.chevet.scheduling.BookingState;
import care.chevet.scheduling.FindingSlots;
import care.chevet.scheduling.Interval;
import care.chevet.scheduling.ReservingForHospitals;
import care.chevet.scheduling.ResidentsHome;
import care.chevet.scheduling.SlotSearch;
import care.chevet.scheduling.Suggestion;
import care.chevet.scheduling.Wish;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Free times for hospitals and what they hold, book and call off, from the machine that made sure
 * of who they are. Whom they may ask for, the machine knows; which homes work with them, we do.
 */
@RestController
final class HospitalBookingController {

  private static final int PHYSICIANS = 20;
  private static final int SLOTS_MAX = 200;

  /** {@code contracts/hospital-booking.json}: what is to become of the time under that id. */
  record Wanted(
      @Nullable String state,
      @Nullable UUID physician,
      @Nullable String specialty,
      @Nullable String urgency,
      @Nullable Instant start,
      @Nullable String reason) {

    Outcome<Wish> wish(UUID resident, boolean hold) {
      return new NewBooking(
              resident, physician, specialty, urgency, start, null, null, null, null, null)
          .wish(hold);
    }
  }

  /** {@code contracts/hospital-slots.json}: free times, each physician's earliest first. */
  record FreeView(List<PhysiciansTimes> items) {

    record PhysiciansTimes(UUID id, String displayName, List<TimeView> slots) {}

    record TimeView(Instant start, Instant end) {}

    static FreeView of(List<Suggestion> found) {
      return new FreeView(found.stream().map(FreeView::times).toList());
    }

    private static PhysiciansTimes times(Suggestion each) {
      return new PhysiciansTimes(
          each.candidate().physician().id(),
          each.candidate().physician().displayName(),
          each.slots().stream().map(slot -> new TimeView(slot.start(), slot.end())).toList());
    }
  }

  /** {@code contracts/hospital-booked.json}: what has become of it; nobody of the care home's. */
  record BookedView(
      UUID id,
      String state,
      String specialty,
      PhysicianView physician,
      Instant start,
      Instant end,
      @Nullable Instant heldUntil) {

    record PhysicianView(UUID id, String displayName) {}

    static BookedView of(Booking booking, BookablePhysician physician) {
      return new BookedView(
          booking.id(),
          booking.state().code(),
          booking.specialty().code(),
          new PhysicianView(physician.id(), physician.displayName()),
          booking.time().start(),
          booking.time().end(),
          booking.state() == BookingState.HELD ? booking.heldUntil() : null);
    }
  }

  private final ReservingForHospitals reserving;
  private final FindingSlots finding;
  private final Availabilities availabilities;
  private final Directory directory;
  private final Problems problems;
  private final InstantSource clock;

  HospitalBookingController(
      ReservingForHospitals reserving,
      FindingSlots finding,
      Availabilities availabilities,
      Directory directory,
      Problems problems,
      InstantSource clock) {
    this.reserving = reserving;
    this.finding = finding;
    this.availabilities = availabilities;
    this.directory = directory;
    this.problems = problems;
    this.clock = clock;
  }

  @GetMapping("/api/v1/residents/{resident}/hospital-slots/{finess}")
  Mono<ResponseEntity<Object>> free(
      @PathVariable UUID resident,
      @PathVariable String finess,
      @RequestParam String specialty,
      @RequestParam Instant from,
      @RequestParam Instant to,
      @RequestParam(defaultValue = "20") int slots,
      ServerWebExchange exchange) {
    var now = clock.instant();
    var start = from.isBefore(now) ? now : from;
    Optional<Specialty> field = Specialty.of(specialty);
    @Nullable String wrong =
        field.isEmpty()
            ? "specialty"
            : slots < 1 || slots > SLOTS_MAX
                ? "slots"
                : FindingSlots.mayAsk(start, to) ? null : "to";
    if (wrong != null) {
      return Mono.just(problems.answer(Refusal.malformed("invalid_parameter", wrong), exchange));
    }
    var range = new Interval(start, to);
    return by(
        finess,
        exchange,
        hospital ->
            reserving
                .home(hospital, resident)
                .flatMap(home ->
                    finding.answering(search(field.orElseThrow(), range, home, resident, slots)))
                .map(found -> ResponseEntity.ok((Object) FreeView.of(found)))
                .switchIfEmpty(problems.otherwise(Refusal.notFound("not_found"), exchange)));
  }

  private static SlotSearch search(
      Specialty specialty, Interval range, ResidentsHome home, UUID resident, int slots) {
    return new SlotSearch(
        specialty, range, home.territory(), null, resident, null, PHYSICIANS, slots);
  }

  @PutMapping("/api/v1/residents/{resident}/hospital-bookings/{finess}/{id}")
  Mono<ResponseEntity<Object>> put(
      @PathVariable UUID resident,
      @PathVariable String finess,
      @PathVariable UUID id,
      @RequestBody Wanted wanted,
      ServerWebExchange exchange) {
    return by(
        finess,
        exchange,
        hospital ->
            done(hospital, resident, id, wanted)
                .flatMap(outcome ->
                    switch (outcome) {
                      case Outcome.Refused<Booking>(var refusal) ->
                          Mono.just(problems.answer(refusal, exchange));
                      case Outcome.Done<Booking>(var booking) ->
                          view(booking).map(view -> ResponseEntity.ok((Object) view));
                    }));
  }

  private Mono<Outcome<Booking>> done(Hospital hospital, UUID resident, UUID id, Wanted wanted) {
    return switch (wanted.state()) {
      case "held" -> reserve(hospital, resident, id, wanted, true);
      case "booked" -> reserve(hospital, resident, id, wanted, false);
      case "cancelled" ->
          NewBooking.isReason(wanted.reason())
              ? reserving.cancel(hospital, resident, id, String.valueOf(wanted.reason()))
              : Mono.just(malformed("reason"));
      case null, default -> Mono.just(malformed("state"));
    };
  }

  private Mono<Outcome<Booking>> reserve(
      Hospital hospital, UUID resident, UUID id, Wanted wanted, boolean hold) {
    return wanted.wish(resident, hold).thenLater(wish -> reserving.reserve(hospital, wish, id));
  }

  private static Outcome<Booking> malformed(String field) {
    return Outcome.refused(Refusal.malformedField("invalid_body", field));
  }

  private Mono<BookedView> view(Booking booking) {
    return availabilities
        .remembered(booking.party().physician(), booking.specialty())
        .map(physician -> BookedView.of(booking, physician));
  }

  private Mono<ResponseEntity<Object>> by(
      String finess,
      ServerWebExchange exchange,
      Function<Hospital, Mono<ResponseEntity<Object>>> answer) {
    return directory
        .hospitalByFiness(finess)
        .flatMap(answer)
        .switchIfEmpty(problems.otherwise(Refusal.invalid("hospital_unknown", finess), exchange));
  }
}
