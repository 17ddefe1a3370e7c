package care.chevet.consultation;

import care.chevet.access.Access;
import care.chevet.access.CircleOfCare;
import care.chevet.consultation.Consultation.Accepted;
import care.chevet.consultation.Consultation.AtBedside;
import care.chevet.consultation.Consultation.Cancelled;
import care.chevet.consultation.Consultation.Concluded;
import care.chevet.consultation.Consultation.Delivered;
import care.chevet.consultation.Consultation.InSession;
import care.chevet.consultation.Consultation.Later;
import care.chevet.consultation.Consultation.Reported;
import java.time.Instant;
import reactor.core.publisher.Mono;

/**
 * Keeps the circle of care in step: the physician enters on accepting, and leaves a while after the
 * report is signed or the consultation called off.
 */
public final class CareTeam {
  private final CircleOfCare circle;

  public CareTeam(CircleOfCare circle) {
    this.circle = circle;
  }

  Mono<Void> follow(Later reached) {
    return switch (reached) {
      case Accepted(var before, var act) ->
          circle.enter(before.request().resident(), act.physician(), reached.id(), act.at());
      case Reported(_, var act) -> leave(reached, act.at().plus(Access.RECENT));
      case Cancelled(_, var act) -> leave(reached, act.at());
      case AtBedside _, InSession _, Concluded _, Delivered _ -> Mono.empty();
    };
  }

  private Mono<Void> leave(Consultation over, Instant until) {
    return Mono.justOrEmpty(over.physician())
        .flatMap(physician -> circle.leave(over.request().resident(), physician, over.id(), until));
  }
}
