package care.chevet.consultation;

import care.chevet.access.Actor;
import care.chevet.consultation.Act.Rescheduling;
import care.chevet.consultation.Act.Scheduling;
import care.chevet.consultation.Act.Unscheduling;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.problem.Outcome;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * A consultation follows its booking: made, moved, given up. Each joins the transaction that
 * changes the booking, and takes the lock on the consultation.
 *
 * <p>Whoever changes a booking that is already there calls here first and touches the booking
 * after: a side exit goes in this order too, and two who go crosswise wait for each other.
 */
public final class SchedulingConsultation {
  private final ChangingConsultation changing;

  public SchedulingConsultation(ChangingConsultation changing) {
    this.changing = changing;
  }

  /** The consultation is booked for this time, with this physician. */
  public Mono<Outcome<Dossier>> schedule(Actor by, UUID consultation, BookedTime time) {
    return changing.act(new ByPerson(by), consultation, now -> scheduling(by, time, now));
  }

  /** Its booking is now for this time, or with this physician. */
  public Mono<Outcome<Dossier>> reschedule(Actor by, UUID consultation, BookedTime time) {
    return changing.act(
        new ByPerson(by), consultation, now -> new Rescheduling(scheduling(by, time, now)));
  }

  /** Its booking is given up; it waits for a physician as before. */
  public Mono<Outcome<Dossier>> unschedule(Actor by, UUID consultation, String reason) {
    return changing.act(
        new ByPerson(by), consultation, now -> new Unscheduling(by.person(), reason, now));
  }

  private static Scheduling scheduling(Actor by, BookedTime time, Instant now) {
    return new Scheduling(
        time.booking(), time.physician(), time.starts(), time.ends(), now, by.person());
  }
}
