package care.chevet.consultation;

import care.chevet.access.Access;
import care.chevet.access.CircleOfCare;
import care.chevet.consultation.Consultation.Accepted;
import care.chevet.consultation.Consultation.AtBedside;
import care.chevet.consultation.Consultation.Concluded;
import care.chevet.consultation.Consultation.Delivered;
import care.chevet.consultation.Consultation.InSession;
import care.chevet.consultation.Consultation.Left;
import care.chevet.consultation.Consultation.Reported;
import care.chevet.consultation.Consultation.Requested;
import care.chevet.consultation.Consultation.Scheduled;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Keeps the circle of care in step: the physician enters on accepting or being booked, and leaves a
 * while after the report is signed or a session ended otherwise, or at once when the consultation
 * ends or passes on before the session.
 */
public final class CareTeam {
  private final CircleOfCare circle;

  public CareTeam(CircleOfCare circle) {
    this.circle = circle;
  }

  Mono<Void> follow(Consultation before, Consultation reached, Instant at) {
    return switch (reached) {
      case Requested _ -> leave(before, at);
      case Scheduled(_, var act) ->
          replaced(before, act.physician(), at).then(enter(reached, act.physician(), at));
      case Accepted(_, var act) -> enter(reached, act.physician(), at);
      case Reported _ -> leave(reached, at.plus(Access.RECENT));
      case Left left ->
          leave(reached, left.before() instanceof InSession ? at.plus(Access.RECENT) : at);
      case AtBedside _, InSession _, Concluded _, Delivered _ -> Mono.empty();
    };
  }

  private Mono<Void> enter(Consultation begun, UUID physician, Instant since) {
    return circle.enter(begun.request().resident(), physician, begun.id(), since);
  }

  /** A booking that is moved to another physician lets the first one go. */
  private Mono<Void> replaced(Consultation before, UUID physician, Instant at) {
    return before.physician().filter(physician::equals).isPresent()
        ? Mono.empty()
        : leave(before, at);
  }

  private Mono<Void> leave(Consultation over, Instant until) {
    return Mono.justOrEmpty(over.physician())
        .flatMap(physician -> circle.leave(over.request().resident(), physician, over.id(), until));
  }
}
