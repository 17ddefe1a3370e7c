package care.chevet.room;

import care.chevet.access.Actor;
import care.chevet.consultation.Activity;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.consultation.ChangingConsultation;
import care.chevet.directory.Role;
import care.chevet.problem.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Someone of the consultation asks to enter its room. */
public final class JoiningRoom {

  /** A ticket to show at the door. */
  public record Entry(String ticket, Instant expiresAt) {}

  private final ChangingConsultation changing;
  private final Tickets tickets;
  private final InstantSource clock;

  public JoiningRoom(ChangingConsultation changing, Tickets tickets, InstantSource clock) {
    this.changing = changing;
    this.tickets = tickets;
    this.clock = clock;
  }

  public Mono<Outcome<Entry>> by(Actor actor, UUID consultation) {
    return changing
        .check(new ByPerson(actor), consultation, Activity.JOIN, "room-entered")
        .map(outcome -> outcome.map(checked -> entry(actor, checked.id())));
  }

  private Entry entry(Actor actor, UUID room) {
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
    return new Entry(tickets.sign(ticket), ticket.expiresAt());
  }
}
