package care.chevet.consultation;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.access.CircleOfCare;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.consultation.Ties.Proposal;
import care.chevet.directory.Directory;
import care.chevet.directory.Role;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A physician passes the consultation on to a colleague, also in mid-session: she proposes, the
 * colleague accepts or refuses. From the acceptance on the colleague is the physician, enters the
 * room and concludes; the first keeps reading for a while.
 */
public final class HandingOver {
  private final ChangingConsultation changing;
  private final HandOvers handOvers;
  private final CircleOfCare circle;
  private final Directory directory;

  public HandingOver(
      ChangingConsultation changing,
      HandOvers handOvers,
      CircleOfCare circle,
      Directory directory) {
    this.changing = changing;
    this.handOvers = handOvers;
    this.circle = circle;
    this.directory = directory;
  }

  /** Asks the colleague; a proposal that is open is withdrawn by it. */
  public Mono<Outcome<Dossier>> propose(
      Actor physician, UUID id, @Nullable UUID to, @Nullable String typedReason) {
    if (to == null || to.equals(physician.person())) {
      return Mono.just(Outcome.refused(Refusal.invalidField("unknown_value", "physician")));
    }
    return Reasons.read(typedReason)
        .thenLater(reason ->
            changing.add(
                new ByPerson(physician),
                id,
                Activity.HAND_OVER,
                "hand-over-proposed",
                (held, now) -> proposed(held, new Proposal(to, reason, now, null))));
  }

  private Mono<Refusal> proposed(Consultation held, Proposal proposal) {
    return directory
        .person(proposal.to())
        .filter(person ->
            person.role() == Role.PHYSICIAN
                && person.specialties().contains(held.request().specialty()))
        .hasElement()
        .flatMap(suitable ->
            suitable
                ? handOvers.propose(held.id(), proposal).then(Mono.empty())
                : Mono.just(Refusal.invalid("successor_not_suitable")));
  }

  /** The colleague takes over. */
  public Mono<Outcome<Dossier>> accept(Actor successor, UUID id) {
    return changing.add(
        new ByPerson(successor),
        id,
        Activity.TAKE_OVER,
        "handed-over",
        (held, now) -> takenOver(held, successor.person(), now));
  }

  private Mono<Refusal> takenOver(Consultation held, UUID successor, Instant now) {
    var first = held.physician().orElseThrow();
    var resident = held.request().resident();
    var readsUntil = now.plus(Access.RECENT);
    return handOvers
        .takeOver(held.id(), first, successor, now, readsUntil)
        .then(circle.leave(resident, first, held.id(), readsUntil))
        .then(circle.enter(resident, successor, held.id(), now))
        .then(Mono.empty());
  }

  /** The colleague says no, and why. */
  public Mono<Outcome<Dossier>> refuse(Actor successor, UUID id, @Nullable String typedReason) {
    return Reasons.read(typedReason)
        .thenLater(reason ->
            changing.add(
                new ByPerson(successor),
                id,
                Activity.REFUSE_HAND_OVER,
                "hand-over-refused",
                (held, now) -> handOvers.refuse(id, reason, now).then(Mono.empty())));
  }
}
