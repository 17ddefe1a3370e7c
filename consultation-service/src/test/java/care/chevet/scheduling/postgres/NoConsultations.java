package care.chevet.scheduling.postgres;

import care.chevet.access.Actor;
import care.chevet.problem.Outcome;
import care.chevet.scheduling.BookedConsultations;
import care.chevet.scheduling.Booking;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Stands in where bookings are for no consultation yet. */
enum NoConsultations implements BookedConsultations {
  HERE;

  @Override
  public Mono<Outcome<UUID>> schedule(Actor by, UUID consultation, Booking booking) {
    return Mono.just(Outcome.done(consultation));
  }

  @Override
  public Mono<Outcome<UUID>> reschedule(Actor by, UUID consultation, Booking booking) {
    return Mono.just(Outcome.done(consultation));
  }

  @Override
  public Mono<Outcome<UUID>> unschedule(Actor by, UUID consultation, String reason) {
    return Mono.just(Outcome.done(consultation));
  }
}
