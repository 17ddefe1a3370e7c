package care.chevet.room;

import care.chevet.consultation.Activity;
import care.chevet.consultation.Author.ByGuest;
import care.chevet.consultation.ChangingConsultation;
import care.chevet.consultation.Consultation;
import care.chevet.directory.CareHome;
import care.chevet.directory.Directory;
import care.chevet.problem.Outcome;
import care.chevet.problem.Outcome.Done;
import care.chevet.problem.Outcome.Refused;
import care.chevet.problem.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A guest comes by the link and gets a ticket with which to knock. Nothing is told of the resident:
 * only where it is, and as whom the guest was asked.
 */
public final class KnockingAsGuest {

  /**
   * A ticket to show at the door, and at whose door.
   *
   * @param identity our word on the page's key, if it named one
   */
  public record Entry(
      String ticket,
      Instant expiresAt,
      CareHome careHome,
      Guest guest,
      @Nullable String identity) {}

  private final Guests guests;
  private final ChangingConsultation changing;
  private final Directory directory;
  private final Tickets tickets;
  private final InstantSource clock;

  public KnockingAsGuest(
      Guests guests,
      ChangingConsultation changing,
      Directory directory,
      Tickets tickets,
      InstantSource clock) {
    this.guests = guests;
    this.changing = changing;
    this.directory = directory;
    this.tickets = tickets;
    this.clock = clock;
  }

  /** {@code keyThumbprint} is of the key with which the page signs what it says to the others. */
  public Mono<Outcome<Entry>> with(String presented, @Nullable String keyThumbprint) {
    if (keyThumbprint != null && !LineIdentity.isThumbprint(keyThumbprint)) {
      return Mono.just(Outcome.refused(Refusal.malformed("invalid_body", "key")));
    }
    return Mono.justOrEmpty(GuestToken.presented(presented))
        .flatMap(token -> guests.byToken(token.sha256()))
        .flatMap(guest -> enter(guest, keyThumbprint))
        .defaultIfEmpty(Outcome.refused(Refusal.notFound("guest_link_unknown")));
  }

  private Mono<Outcome<Entry>> enter(Guest guest, @Nullable String keyThumbprint) {
    if (!guest.isOpenAt(clock.instant())) {
      return ended();
    }
    return changing
        .check(new ByGuest(guest.id()), guest.consultation(), Activity.JOIN, "guest-ticket-issued")
        .flatMap(outcome ->
            switch (outcome) {
              case Refused<Consultation> _ -> ended();
              case Done<Consultation>(var open) ->
                  directory
                      .careHomes(Set.of(open.request().careHome()))
                      .next()
                      .map(careHome -> Outcome.done(entry(guest, careHome, keyThumbprint)));
            });
  }

  private static Mono<Outcome<Entry>> ended() {
    return Mono.just(Outcome.refused(Refusal.forbidden("guest_link_ended")));
  }

  private Entry entry(Guest guest, CareHome careHome, @Nullable String keyThumbprint) {
    // A ticket's times are in whole seconds.
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var ticket =
        new JoinTicket(
            UUID.randomUUID(),
            guest.consultation(),
            guest.id(),
            guest.name(),
            guest.role().code(),
            JoinTicket.Admission.KNOCK,
            false,
            now);
    var identity =
        keyThumbprint == null ? null : tickets.sign(LineIdentity.of(ticket, keyThumbprint));
    return new Entry(tickets.sign(ticket), ticket.expiresAt(), careHome, guest, identity);
  }
}
