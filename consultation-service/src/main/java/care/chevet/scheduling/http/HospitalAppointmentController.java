package care.chevet.scheduling.http;

import care.chevet.access.Machine;
import care.chevet.consultation.Coded;
import care.chevet.directory.Directory;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import care.chevet.scheduling.AppointmentKind;
import care.chevet.scheduling.Appointments;
import care.chevet.scheduling.Availabilities;
import care.chevet.scheduling.FindingSlots;
import care.chevet.scheduling.HospitalAppointment;
import care.chevet.scheduling.Interval;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What hospitals have planned for residents, from the machine that brings it. */
@RestController
final class HospitalAppointmentController {

  private static final int APPOINTMENTS_MAX = 500;

  /** {@code contracts/hospital-appointments.json}: all that the hospital has planned. */
  record Plan(@Nullable List<Planned> appointments) {}

  /** One of them. */
  record Planned(
      @Nullable String reference,
      @Nullable String kind,
      @Nullable Instant start,
      @Nullable Instant end) {

    /** Empty when it says too little or contradicts itself. */
    Optional<HospitalAppointment> read() {
      Optional<AppointmentKind> known =
          Optional.ofNullable(kind).flatMap(code -> Coded.parse(AppointmentKind.class, code));
      return reference == null
              || reference.isBlank()
              || reference.length() > HospitalAppointment.REFERENCE_CHARACTERS_MAX
              || known.isEmpty()
              || start == null
              || end == null
              || !FindingSlots.mayAsk(start, end)
          ? Optional.empty()
          : Optional.of(new HospitalAppointment(reference, known.get(), new Interval(start, end)));
    }
  }

  private final Appointments appointments;
  private final Availabilities availabilities;
  private final Directory directory;
  private final Problems problems;
  private final InstantSource clock;

  HospitalAppointmentController(
      Appointments appointments,
      Availabilities availabilities,
      Directory directory,
      Problems problems,
      InstantSource clock) {
    this.appointments = appointments;
    this.availabilities = availabilities;
    this.directory = directory;
    this.problems = problems;
    this.clock = clock;
  }

  @PutMapping("/api/v1/residents/{resident}/hospital-appointments/{finess}")
  Mono<ResponseEntity<Object>> replace(
      @PathVariable UUID resident,
      @PathVariable String finess,
      @RequestBody Plan plan,
      Machine machine,
      ServerWebExchange exchange) {
    return switch (planned(plan)) {
      case Outcome.Refused<List<HospitalAppointment>>(var refusal) ->
          Mono.just(problems.answer(refusal, exchange));
      case Outcome.Done<List<HospitalAppointment>>(var all) ->
          availabilities
              .homeOnRecord(resident)
              .flatMap(_ -> plan(resident, finess, all, machine, exchange))
              .switchIfEmpty(problems.otherwise(Refusal.notFound("not_found"), exchange));
    };
  }

  private Mono<ResponseEntity<Object>> plan(
      UUID resident,
      String finess,
      List<HospitalAppointment> all,
      Machine machine,
      ServerWebExchange exchange) {
    return directory
        .hospitalByFiness(finess)
        .flatMap(
            hospital -> appointments.plan(resident, hospital.id(), all, machine, clock.instant()))
        .map(_ -> ResponseEntity.noContent().<Object>build())
        .switchIfEmpty(problems.otherwise(Refusal.invalid("hospital_unknown", finess), exchange));
  }

  private static Outcome<List<HospitalAppointment>> planned(Plan plan) {
    @Nullable List<Planned> listed = plan.appointments();
    if (listed == null || listed.size() > APPOINTMENTS_MAX) {
      return Outcome.refused(Refusal.malformedField("invalid_body", "appointments"));
    }
    List<HospitalAppointment> read = new ArrayList<>(listed.size());
    Set<String> references = new HashSet<>();
    for (int i = 0; i < listed.size(); i++) {
      @Nullable Planned each = listed.get(i);
      Optional<HospitalAppointment> appointment = each == null ? Optional.empty() : each.read();
      if (appointment.isEmpty() || !references.add(appointment.get().reference())) {
        return Outcome.refused(Refusal.malformedField("invalid_body", "appointments[" + i + "]"));
      }
      read.add(appointment.get());
    }
    return Outcome.done(read);
  }
}
