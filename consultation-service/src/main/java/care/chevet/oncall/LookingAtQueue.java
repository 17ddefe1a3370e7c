package care.chevet.oncall;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.consultation.Consultations;
import care.chevet.consultation.Dossier;
import care.chevet.consultation.Dossiers;
import care.chevet.directory.Role;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/**
 * A physician looks who waits in her specialties: the most urgent first, then who waits longest.
 */
public final class LookingAtQueue {
  private final Consultations consultations;
  private final Dossiers dossiers;
  private final Access access;
  private final InstantSource clock;

  public LookingAtQueue(
      Consultations consultations, Dossiers dossiers, Access access, InstantSource clock) {
    this.consultations = consultations;
    this.dossiers = dossiers;
    this.access = access;
    this.clock = clock;
  }

  public Mono<Outcome<List<Waiting>>> by(Actor actor) {
    return actor.is(Role.PHYSICIAN)
        ? dossiers
            .of(consultations.waiting(access.consultationsOf(actor)))
            .map(found -> Outcome.done(inOrder(found)))
        : Mono.just(Outcome.refused(Refusal.forbidden("not_a_physician")));
  }

  private List<Waiting> inOrder(List<Dossier> found) {
    var now = clock.instant();
    return IntStream.range(0, found.size())
        .mapToObj(index -> waiting(index + 1, found.get(index), now))
        .toList();
  }

  private static Waiting waiting(int place, Dossier dossier, Instant now) {
    var since = dossier.consultation().request().at();
    return new Waiting(place, since, Duration.between(since, now), dossier);
  }
}
