package care.chevet.oncall;

import care.chevet.access.Actor;
import care.chevet.directory.Role;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.Instant;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** A physician says that she takes requests now, again and again for as long as she does. */
public final class BeingPresent {
  private final Presences presences;

  public BeingPresent(Presences presences) {
    this.presences = presences;
  }

  /** Answers until when she counts as present; nothing when she has left. */
  public Mono<Outcome<Optional<Instant>>> say(Actor actor, boolean available) {
    if (!actor.is(Role.PHYSICIAN)) {
      return Mono.just(Outcome.refused(Refusal.forbidden("not_a_physician")));
    }
    return available
        ? presences.heartbeat(actor.person()).map(until -> Outcome.done(Optional.of(until)))
        : presences.leave(actor.person()).thenReturn(Outcome.done(Optional.empty()));
  }
}
