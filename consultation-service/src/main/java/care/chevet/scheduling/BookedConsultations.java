package care.chevet.scheduling;

import care.chevet.access.Actor;
import care.chevet.problem.Outcome;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * The consultations that bookings give a time. Each change joins the transaction of the booking's
 * own, and a refusal takes that back with it.
 */
public interface BookedConsultations {

  /** Gives a waiting consultation the booking's physician and time. */
  Mono<Outcome<UUID>> schedule(Actor by, UUID consultation, Booking booking);

  /** Gives it the booking's new time. */
  Mono<Outcome<UUID>> reschedule(Actor by, UUID consultation, Booking booking);

  /** Lets it wait again: its booking was cancelled, what was asked for was not. */
  Mono<Outcome<UUID>> unschedule(Actor by, UUID consultation, String reason);
}
