package care.chevet.scheduling.http;

import care.chevet.access.Actor;
import care.chevet.consultation.Coded;
import care.chevet.consultation.TimeOrderedId;
import care.chevet.idempotency.http.IdempotentWrites;
import care.chevet.idempotency.http.Written;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import care.chevet.scheduling.Appointment;
import care.chevet.scheduling.AppointmentKind;
import care.chevet.scheduling.Appointments;
import care.chevet.scheduling.Availabilities;
import care.chevet.scheduling.FindingSlots;
import care.chevet.scheduling.Interval;
import care.chevet.scheduling.ReservingSlots;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The residents' other appointments, entered by the nurses of their care home. */
@RestController
@RequestMapping("/api/v1")
final class AppointmentController {
  private static final String OF_RESIDENT = "/residents/{resident}/appointments";

  /** The body of an appointment. */
  record NewAppointment(@Nullable String kind, @Nullable Instant start, @Nullable Instant end) {}

  /** The body of a cancellation: the address says it all. */
  record Nothing() {}

  /**
   * An appointment as the API shows it.
   *
   * @param hospital FINESS number of the hospital that gave it
   * @param conflicts the bookings it overlaps
   */
  record AppointmentView(
      UUID id,
      UUID resident,
      String kind,
      Instant start,
      Instant end,
      String state,
      @Nullable String hospital,
      List<UUID> conflicts) {
    static AppointmentView of(Appointment appointment) {
      return new AppointmentView(
          appointment.id(),
          appointment.resident(),
          appointment.kind().code(),
          appointment.time().start(),
          appointment.time().end(),
          appointment.state(),
          appointment.hospital(),
          appointment.conflicts());
    }
  }

  /** Appointments by start. */
  record Items(List<AppointmentView> items) {}

  /** What occupies a resident, without saying who that is. */
  record OccupiedView(String kind, Instant start, Instant end, String state) {
    static OccupiedView of(Appointment appointment) {
      return new OccupiedView(
          appointment.kind().code(),
          appointment.time().start(),
          appointment.time().end(),
          appointment.state());
    }
  }

  /** The times that are occupied, by start. */
  record OccupiedTimes(List<OccupiedView> items) {}

  private final Appointments appointments;
  private final Availabilities availabilities;
  private final IdempotentWrites writes;
  private final Problems problems;
  private final InstantSource clock;

  AppointmentController(
      Appointments appointments,
      Availabilities availabilities,
      IdempotentWrites writes,
      Problems problems,
      InstantSource clock) {
    this.appointments = appointments;
    this.availabilities = availabilities;
    this.writes = writes;
    this.problems = problems;
    this.clock = clock;
  }

  @PostMapping(OF_RESIDENT)
  Mono<ResponseEntity<Object>> enter(
      @PathVariable UUID resident,
      @RequestBody NewAppointment body,
      Actor actor,
      ServerWebExchange exchange) {
    return switch (appointment(resident, body, actor)) {
      case Outcome.Refused<Appointment>(var refusal) ->
          Mono.just(problems.answer(refusal, exchange));
      case Outcome.Done<Appointment>(var appointment) ->
          ifHers(
              resident,
              actor,
              exchange,
              writes.run(
                  exchange,
                  actor,
                  body,
                  appointments
                      .enter(appointment, actor)
                      .map(outcome -> outcome.map(AppointmentController::created))));
    };
  }

  private static Written created(Appointment entered) {
    return Written.created(
        "/api/v1/residents/" + entered.resident() + "/appointments/" + entered.id(),
        AppointmentView.of(entered));
  }

  @PostMapping(OF_RESIDENT + "/{id}/cancellation")
  Mono<ResponseEntity<Object>> cancel(
      @PathVariable UUID resident,
      @PathVariable UUID id,
      @RequestBody Nothing body,
      Actor actor,
      ServerWebExchange exchange) {
    return ifHers(
        resident,
        actor,
        exchange,
        writes.run(
            exchange,
            actor,
            body,
            appointments
                .byId(id)
                .filter(found -> found.resident().equals(resident))
                .flatMap(_ -> appointments.cancel(id, actor, clock.instant()))
                .map(outcome -> outcome.map(over -> Written.ok(AppointmentView.of(over))))
                .defaultIfEmpty(Outcome.refused(Refusal.notFound("not_found")))));
  }

  @GetMapping(OF_RESIDENT)
  Mono<ResponseEntity<Object>> list(
      @PathVariable UUID resident,
      @RequestParam Instant from,
      @RequestParam Instant to,
      Actor actor,
      ServerWebExchange exchange) {
    return list(
        Mono.just(resident),
        from,
        to,
        actor,
        exchange,
        found -> new Items(found.stream().map(AppointmentView::of).toList()));
  }

  /** For whoever finds a time for a consultation and may not know whose it is. */
  @GetMapping("/consultations/{consultation}/occupied-times")
  Mono<ResponseEntity<Object>> occupied(
      @PathVariable UUID consultation,
      @RequestParam Instant from,
      @RequestParam Instant to,
      Actor actor,
      ServerWebExchange exchange) {
    return list(
        availabilities.residentOf(consultation),
        from,
        to,
        actor,
        exchange,
        found -> new OccupiedTimes(found.stream().map(OccupiedView::of).toList()));
  }

  private Mono<ResponseEntity<Object>> list(
      Mono<UUID> whose,
      Instant from,
      Instant to,
      Actor actor,
      ServerWebExchange exchange,
      Function<List<Appointment>, Object> view) {
    if (!FindingSlots.mayAsk(from, to)) {
      return Mono.just(problems.answer(Refusal.malformed("invalid_parameter", "to"), exchange));
    }
    return whose
        .flatMap(resident ->
            ifHers(
                resident,
                actor,
                exchange,
                appointments
                    .ofResident(resident, new Interval(from, to))
                    .collectList()
                    .map(found -> ResponseEntity.ok(view.apply(found)))))
        .switchIfEmpty(problems.otherwise(Refusal.notFound("not_found"), exchange));
  }

  private Mono<ResponseEntity<Object>> ifHers(
      UUID resident, Actor actor, ServerWebExchange exchange, Mono<ResponseEntity<Object>> then) {
    return availabilities
        .homeOnRecord(resident)
        .filter(home -> ReservingSlots.mayBookFor(actor, home))
        .flatMap(_ -> then)
        .switchIfEmpty(problems.otherwise(Refusal.notFound("not_found"), exchange));
  }

  private Outcome<Appointment> appointment(UUID resident, NewAppointment body, Actor actor) {
    Optional<AppointmentKind> kind =
        Optional.ofNullable(body.kind()).flatMap(code -> Coded.parse(AppointmentKind.class, code));
    if (kind.isEmpty()) {
      return Outcome.refused(Refusal.malformedField("invalid_body", "kind"));
    }
    Instant start = body.start();
    Instant end = body.end();
    if (start == null) {
      return Outcome.refused(Refusal.malformedField("invalid_body", "start"));
    }
    if (end == null || !FindingSlots.mayAsk(start, end)) {
      return Outcome.refused(Refusal.malformedField("invalid_body", "end"));
    }
    Instant now = clock.instant();
    return Outcome.done(
        new Appointment(
            TimeOrderedId.at(now),
            resident,
            kind.get(),
            new Interval(start, end),
            "planned",
            actor.person().toString(),
            now,
            null,
            List.of()));
  }
}
