package care.chevet.scheduling;

import care.chevet.access.Actor;
import care.chevet.access.Machine;
import care.chevet.problem.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The residents' other appointments; while planned, each takes the resident's time. */
public interface Appointments {

  /** Enters one: {@code resident_taken} when the resident is booked then. */
  Mono<Outcome<Appointment>> enter(Appointment appointment, Actor by);

  /** Calls one off and frees its time: {@code appointment_over} when it was before. */
  Mono<Outcome<Appointment>> cancel(UUID appointment, Actor by, Instant now);

  /**
   * Puts what a hospital has planned for a resident from now on in place of what it had planned.
   * Where a booking has the time already, both stand.
   *
   * @return how many bookings are overlapped by what is new
   */
  Mono<Integer> plan(
      UUID resident, UUID hospital, List<HospitalAppointment> planned, Machine by, Instant now);

  Mono<Appointment> byId(UUID appointment);

  /** A resident's, whatever their state, by start. */
  Flux<Appointment> ofResident(UUID resident, Interval range);
}
