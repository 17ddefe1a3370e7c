package care.chevet.expertise;

import care.chevet.access.Actor;
import care.chevet.consultation.Asking;
import care.chevet.consultation.Intake;
import care.chevet.consultation.Intake.Taken;
import care.chevet.directory.Directory;
import care.chevet.expertise.Expertise.Requested;
import care.chevet.problem.Outcome;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** A nurse asks for an opinion in writing. */
public final class RequestingExpertise {
  private final ChangingExpertise changing;
  private final Intake intake;
  private final Directory directory;

  public RequestingExpertise(ChangingExpertise changing, Intake intake, Directory directory) {
    this.changing = changing;
    this.intake = intake;
    this.directory = directory;
  }

  public Mono<Outcome<ExpertiseFile>> by(Actor nurse, Asking asking) {
    var now = changing.now();
    return intake
        .of(nurse, asking, now)
        .flatMap(outcome ->
            outcome.thenLater(
                taken -> open(nurse, asked(nurse, asking, taken, now), taken.gathered())));
  }

  /** Opens the file, due by the clock of the care home. */
  Mono<Outcome<ExpertiseFile>> open(Actor by, Asked asked, Mono<Void> addition) {
    return directory
        .careHome(asked.careHome())
        .map(home -> DueTimes.first(asked.urgency(), asked.at(), home.zone()))
        .flatMap(dueAt ->
            changing.begin(by, new Requested(asked, new Course(dueAt, List.of())), addition));
  }

  private static Asked asked(Actor nurse, Asking asking, Taken taken, Instant now) {
    return new Asked(
        taken.id(),
        taken.id(),
        null,
        taken.resident().id(),
        taken.resident().careHome(),
        nurse.person(),
        asking.specialty(),
        asking.urgency(),
        taken.question(),
        taken.consent(),
        now);
  }
}
