package care.chevet.consultation;

import care.chevet.access.Actor;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.consultation.Consultation.Requested;
import care.chevet.consultation.Intake.Taken;
import care.chevet.problem.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import reactor.core.publisher.Mono;

/** A nurse asks for a physician, now, for a resident of her care home. */
public final class RequestingConsultation {
  private final ChangingConsultation changing;
  private final Intake intake;
  private final InstantSource clock;

  public RequestingConsultation(ChangingConsultation changing, Intake intake, InstantSource clock) {
    this.changing = changing;
    this.intake = intake;
    this.clock = clock;
  }

  public Mono<Outcome<Dossier>> by(Actor nurse, Asking asking, PlaceType where) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return intake
        .of(nurse, asking, now)
        .flatMap(outcome ->
            outcome.thenLater(taken ->
                changing.begin(
                    new ByPerson(nurse),
                    requested(nurse, asking, where, taken, now),
                    taken.gathered())));
  }

  private static Requested requested(
      Actor nurse, Asking asking, PlaceType where, Taken taken, Instant now) {
    return new Requested(
        new Request(
            taken.id(),
            taken.id(),
            null,
            taken.resident().id(),
            taken.resident().careHome(),
            nurse.person(),
            asking.specialty(),
            asking.urgency(),
            taken.question(),
            where,
            taken.consent(),
            now),
        Ties.NONE);
  }
}
