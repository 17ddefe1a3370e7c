package care.chevet.scheduling;

import care.chevet.access.Actor;
import care.chevet.consultation.BookedTime;
import care.chevet.consultation.SchedulingConsultation;
import care.chevet.problem.Outcome;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The consultations as their own feature keeps them. */
public final class ScheduledConsultations implements BookedConsultations {

  private final SchedulingConsultation scheduling;

  public ScheduledConsultations(SchedulingConsultation scheduling) {
    this.scheduling = scheduling;
  }

  @Override
  public Mono<Outcome<UUID>> schedule(Actor by, UUID consultation, Booking booking) {
    return scheduling
        .schedule(by, consultation, time(booking))
        .map(outcome -> outcome.map(_ -> consultation));
  }

  @Override
  public Mono<Outcome<UUID>> reschedule(Actor by, UUID consultation, Booking booking) {
    return scheduling
        .reschedule(by, consultation, time(booking))
        .map(outcome -> outcome.map(_ -> consultation));
  }

  @Override
  public Mono<Outcome<UUID>> unschedule(Actor by, UUID consultation, String reason) {
    return scheduling
        .unschedule(by, consultation, reason)
        .map(outcome -> outcome.map(_ -> consultation));
  }

  private static BookedTime time(Booking booking) {
    return new BookedTime(
        booking.id(), booking.party().physician(), booking.time().start(), booking.time().end());
  }
}
