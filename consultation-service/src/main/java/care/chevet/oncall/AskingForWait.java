package care.chevet.oncall;

import care.chevet.access.Actor;
import care.chevet.live.LiveViews;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Whoever may see a request asks for its place and how long it will wait. */
public final class AskingForWait {
  private final FindWait find;
  private final LiveViews views;

  public AskingForWait(FindWait find, LiveViews views) {
    this.find = find;
    this.views = views;
  }

  public Mono<Outcome<Wait>> by(Actor actor, UUID consultation) {
    return views
        .consultation(consultation, actor)
        .flatMap(_ -> find.of(consultation))
        .map(wait ->
            wait.waiting()
                ? Outcome.done(wait)
                : Outcome.<Wait>refused(Refusal.conflict("not_waiting")))
        .defaultIfEmpty(Outcome.refused(Refusal.notFound("consultation_not_found")));
  }
}
