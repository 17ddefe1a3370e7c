package care.chevet.room;

import care.chevet.access.Actor;
import care.chevet.consultation.Activity;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.consultation.ChangingConsultation;
import care.chevet.directory.Role;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Someone of the consultation asks to enter its room. */
public final class JoiningRoom {

  /**
   * A ticket to show at the door.
   *
   * @param identity our word on the page's key, if it named one
   */
  public record Entry(String ticket, Instant expiresAt, @Nullable String identity) {}

  private final ChangingConsultation changing;
  private final Tickets tickets;
  private final InstantSource clock;

  public JoiningRoom(ChangingConsultation changing, Tickets tickets, InstantSource clock) {
    this.changing = changing;
    this.tickets = tickets;
    this.clock = clock;
  }

  /** {@code keyThumbprint} is of the key with which the page signs what it says to the others. */
  public Mono<Outcome<Entry>> by(Actor actor, UUID consultation, @Nullable String keyThumbprint) {
    if (keyThumbprint != null && !LineIdentity.isThumbprint(keyThumbprint)) {
      return Mono.just(Outcome.refused(Refusal.malformedField("invalid_body", "key")));
    }
    return changing
        .check(new ByPerson(actor), consultation, Activity.JOIN, "room-entered")
        .map(outcome -> outcome.map(checked -> entry(actor, checked.id(), keyThumbprint)));
  }

  private Entry entry(Actor actor, UUID room, @Nullable String keyThumbprint) {
    // A ticket's times are in whole seconds.
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var ticket =
        new JoinTicket(
            UUID.randomUUID(),
            room,
            actor.person(),
            actor.displayName(),
            actor.role().code(),
            JoinTicket.Admission.ADMITTED,
            actor.is(Role.PHYSICIAN),
            now);
    var identity =
        keyThumbprint == null ? null : tickets.sign(LineIdentity.of(ticket, keyThumbprint));
    return new Entry(tickets.sign(ticket), ticket.expiresAt(), identity);
  }
}
