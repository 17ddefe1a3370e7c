package care.chevet.scheduling.http;

import care.chevet.access.Actor;
import care.chevet.consultation.Coded;
import care.chevet.consultation.TimeOrderedId;
import care.chevet.idempotency.http.IdempotentWrites;
import care.chevet.idempotency.http.Written;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import care.chevet.scheduling.Availabilities;
import care.chevet.scheduling.Booking;
import care.chevet.scheduling.Bookings;
import care.chevet.scheduling.ChangingBookings;
import care.chevet.scheduling.Claim;
import care.chevet.scheduling.Conflict;
import care.chevet.scheduling.Equipment;
import care.chevet.scheduling.FindingSlots;
import care.chevet.scheduling.HospitalBookings;
import care.chevet.scheduling.Interval;
import care.chevet.scheduling.KeptAnswer;
import care.chevet.scheduling.Move;
import care.chevet.scheduling.Overridden;
import care.chevet.scheduling.ReservingSlots;
import care.chevet.scheduling.Wish;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Holding, booking, moving and cancelling over HTTP. */
@RestController
@RequestMapping("/api/v1")
final class BookingController {

  private static final String REPLAYED_HEADER = "Idempotency-Replayed";

  /** Which consultation a hold is made firm for, if there is a request for one already. */
  record Confirmation(@Nullable UUID consultation) {}

  /** Where a booking is to go; what is not named stays, what is in {@code without} is let go. */
  record NewPlace(
      @Nullable Instant start,
      @Nullable UUID physician,
      @Nullable UUID nurse,
      @Nullable UUID deviceKit,
      @Nullable UUID room,
      @Nullable List<String> without,
      NewBooking.@Nullable SetAside override) {

    Outcome<Move> wanted() {
      if (start == null) {
        return Outcome.refused(Refusal.malformedField("invalid_body", "start"));
      }
      @Nullable String reason = override == null ? null : override.reason();
      if (override != null && !NewBooking.isReason(reason)) {
        return Outcome.refused(Refusal.malformedField("invalid_body", "override.reason"));
      }
      return Coded.parseAll(Equipment.Kind.class, without == null ? List.of() : without)
          .map(dropped ->
              Outcome.done(new Move(start, physician, nurse, deviceKit, room, dropped, reason)))
          .orElse(Outcome.refused(Refusal.malformedField("invalid_body", "without")));
    }
  }

  /** Why it is called off. */
  record Reason(@Nullable String reason) {}

  /** Bookings by start. */
  record Items(List<BookingView> items) {}

  private final ReservingSlots reserving;
  private final ChangingBookings changing;
  private final Bookings bookings;
  private final HospitalBookings ofHospitals;
  private final Availabilities availabilities;
  private final IdempotentWrites writes;
  private final Claims claims;
  private final Problems problems;
  private final JsonMapper json;
  private final InstantSource clock;

  BookingController(
      ReservingSlots reserving,
      ChangingBookings changing,
      Bookings bookings,
      HospitalBookings ofHospitals,
      Availabilities availabilities,
      IdempotentWrites writes,
      Claims claims,
      Problems problems,
      JsonMapper json,
      InstantSource clock) {
    this.reserving = reserving;
    this.changing = changing;
    this.bookings = bookings;
    this.ofHospitals = ofHospitals;
    this.availabilities = availabilities;
    this.writes = writes;
    this.claims = claims;
    this.problems = problems;
    this.json = json;
    this.clock = clock;
  }

  @PostMapping("/bookings")
  Mono<ResponseEntity<Object>> book(
      @RequestBody NewBooking body, Actor actor, ServerWebExchange exchange) {
    return make(body, false, actor, exchange);
  }

  @PostMapping("/holds")
  Mono<ResponseEntity<Object>> hold(
      @RequestBody NewBooking body, Actor actor, ServerWebExchange exchange) {
    return make(body, true, actor, exchange);
  }

  private Mono<ResponseEntity<Object>> make(
      NewBooking body, boolean hold, Actor actor, ServerWebExchange exchange) {
    return switch (claims.of(exchange.getRequest(), body)) {
      case Outcome.Refused<Claim>(var refusal) -> Mono.just(problems.answer(refusal, exchange));
      case Outcome.Done<Claim>(var claim) ->
          aboutSomebody(body)
              .flatMap(whole -> make(whole, hold, actor, claim, exchange))
              .switchIfEmpty(problems.otherwise(Refusal.notFound("not_found"), exchange));
    };
  }

  /** A coordinator knows of a consultation without knowing whose it is. */
  private Mono<NewBooking> aboutSomebody(NewBooking body) {
    @Nullable UUID consultation = body.consultation();
    return body.resident() != null || consultation == null
        ? Mono.just(body)
        : availabilities.residentOf(consultation).map(body::of);
  }

  private Mono<ResponseEntity<Object>> make(
      NewBooking body, boolean hold, Actor actor, Claim claim, ServerWebExchange exchange) {
    return switch (body.wish(hold)) {
      case Outcome.Refused<Wish>(var refusal) -> Mono.just(problems.answer(refusal, exchange));
      case Outcome.Done<Wish>(var wish) ->
          reserving
              .make(actor, wish, TimeOrderedId.at(clock.instant()), claim, this::keep)
              .map(outcome -> respond(outcome, exchange));
    };
  }

  private KeptAnswer keep(ReservingSlots.Draft draft) {
    BookingView view = BookingView.ofNew(draft.booking(), draft.physician(), draft.home());
    return new KeptAnswer(
        "/api/v1/bookings/" + draft.booking().id(), json.writeValueAsString(view), false);
  }

  private ResponseEntity<Object> respond(Outcome<KeptAnswer> outcome, ServerWebExchange exchange) {
    return switch (outcome) {
      case Outcome.Refused<KeptAnswer>(var refusal) -> problems.answer(refusal, exchange);
      case Outcome.Done<KeptAnswer>(var answer) -> {
        var response =
            ResponseEntity.status(HttpStatus.CREATED)
                .location(URI.create(answer.location()))
                .contentType(MediaType.APPLICATION_JSON);
        if (answer.replayed()) {
          response.header(REPLAYED_HEADER, "true");
        }
        yield response.body(answer.body().getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  @PostMapping("/bookings/{id}/confirmation")
  Mono<ResponseEntity<Object>> confirm(
      @PathVariable UUID id,
      @RequestBody Confirmation body,
      Actor actor,
      ServerWebExchange exchange) {
    return change(exchange, actor, body, changing.confirm(actor, id, body.consultation()));
  }

  @PostMapping("/bookings/{id}/move")
  Mono<ResponseEntity<Object>> move(
      @PathVariable UUID id, @RequestBody NewPlace body, Actor actor, ServerWebExchange exchange) {
    return switch (body.wanted()) {
      case Outcome.Refused<Move>(var refusal) -> Mono.just(problems.answer(refusal, exchange));
      case Outcome.Done<Move>(var wanted) ->
          change(exchange, actor, body, changing.move(actor, id, wanted));
    };
  }

  @PostMapping("/bookings/{id}/cancellation")
  Mono<ResponseEntity<Object>> cancel(
      @PathVariable UUID id, @RequestBody Reason body, Actor actor, ServerWebExchange exchange) {
    @Nullable String reason = body.reason();
    if (reason == null || !NewBooking.isReason(reason)) {
      return Mono.just(problems.answer(Refusal.malformedField("invalid_body", "reason"), exchange));
    }
    return change(exchange, actor, body, changing.cancel(actor, id, reason));
  }

  private Mono<ResponseEntity<Object>> change(
      ServerWebExchange exchange, Actor actor, Object body, Mono<Outcome<Booking>> change) {
    return writes.run(
        exchange,
        actor,
        body,
        change.flatMap(outcome ->
            outcome.thenLater(
                booking -> view(booking).map(view -> Outcome.done(Written.ok(view))))));
  }

  @GetMapping("/bookings/{id}")
  Mono<ResponseEntity<Object>> one(@PathVariable UUID id, Actor actor, ServerWebExchange exchange) {
    return changing
        .mine(actor, id)
        .flatMap(this::view)
        .map(view -> ResponseEntity.ok((Object) view))
        .switchIfEmpty(problems.otherwise(Refusal.notFound("not_found"), exchange));
  }

  /** The bookings of a nurse's care homes, of a physician or, for a coordinator, all of a range. */
  @GetMapping("/bookings")
  Mono<ResponseEntity<Object>> mine(
      @RequestParam Instant from,
      @RequestParam Instant to,
      Actor actor,
      ServerWebExchange exchange) {
    if (!FindingSlots.mayAsk(from, to)) {
      return Mono.just(problems.answer(Refusal.malformed("invalid_parameter", "to"), exchange));
    }
    return of(actor, new Interval(from, to))
        .map(changing::asOfNow)
        .collectList()
        .flatMap(this::views)
        .map(items -> ResponseEntity.ok(new Items(items)));
  }

  private Flux<Booking> of(Actor actor, Interval range) {
    return switch (actor.role()) {
      case NURSE -> bookings.inCareHomes(actor.careHomes(), range);
      case PHYSICIAN -> bookings.ofPhysician(actor.person(), range);
      case COORDINATOR -> bookings.everywhere(range);
      case OPERATOR -> Flux.empty();
    };
  }

  private Mono<BookingView> view(Booking booking) {
    return views(List.of(booking)).map(List::getFirst);
  }

  private Mono<List<BookingView>> views(List<Booking> all) {
    List<UUID> ids = all.stream().map(Booking::id).toList();
    return Mono.zip(
            bookings.conflicts(ids).collectMultimap(Conflict::booking),
            bookings.overrides(ids).collectMultimap(Overridden::booking),
            ofHospitals.hospitals(ids))
        .flatMap(beside ->
            Flux.fromIterable(all)
                .concatMap(booking ->
                    view(
                        booking,
                        beside.getT3().get(booking.id()),
                        beside.getT1().getOrDefault(booking.id(), List.of()),
                        beside.getT2().getOrDefault(booking.id(), List.of())))
                .collectList());
  }

  private Mono<BookingView> view(
      Booking booking,
      @Nullable String hospital,
      Collection<Conflict> conflicts,
      Collection<Overridden> overrides) {
    return availabilities
        .remembered(booking.party().physician(), booking.specialty())
        .zipWith(
            availabilities.rememberedHome(booking.party().resident()),
            (physician, home) ->
                BookingView.of(booking, physician, home, hospital, conflicts, overrides));
  }
}
