package care.chevet.room;

import care.chevet.access.Actor;
import care.chevet.consultation.Activity;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.consultation.ChangingConsultation;
import care.chevet.consultation.GuestRole;
import care.chevet.consultation.TimeOrderedId;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * The nurse or the physician asks somebody from outside into this one room, and may take it back.
 * Whoever comes by the link knocks; the physician lets in.
 */
public final class InvitingGuest {

  /** Beyond four in a room, pictures from each to each ask too much of a tablet's line. */
  public static final int GUESTS_MAX = 4;

  public static final int NAME_CHARACTERS_MAX = 100;
  public static final Duration VALIDITY = Duration.ofHours(2);
  static final Duration VALIDITY_MIN = Duration.ofMinutes(5);
  static final Duration VALIDITY_MAX = Duration.ofDays(1);

  private static final String INVITED = "guest-invited";
  private static final String REVOKED = "guest-revoked";

  /** Whom to invite, and for how long. */
  public record Invitation(GuestRole role, String name, Duration validity) {}

  private final ChangingConsultation changing;
  private final Guests guests;
  private final InstantSource clock;

  public InvitingGuest(ChangingConsultation changing, Guests guests, InstantSource clock) {
    this.changing = changing;
    this.guests = guests;
    this.clock = clock;
  }

  public Mono<Outcome<Guest>> by(
      Actor actor, UUID consultation, Invitation invitation, GuestToken token) {
    return checked(invitation)
        .thenLater(sound -> {
          var guest = guest(actor, consultation, sound);
          return changing
              .add(
                  new ByPerson(actor),
                  consultation,
                  Activity.INVITE,
                  INVITED,
                  at -> add(guest, token, at))
              .map(outcome -> outcome.map(_ -> guest));
        });
  }

  private static Outcome<Invitation> checked(Invitation wanted) {
    var name = wanted.name().strip();
    if (name.isEmpty()) {
      return Outcome.refused(Refusal.invalid("guest_name_missing"));
    }
    if (name.length() > NAME_CHARACTERS_MAX) {
      return Outcome.refused(
          Refusal.invalidField("text_too_long", "name", String.valueOf(NAME_CHARACTERS_MAX)));
    }
    if (wanted.validity().compareTo(VALIDITY_MIN) < 0
        || wanted.validity().compareTo(VALIDITY_MAX) > 0) {
      return Outcome.refused(
          Refusal.invalid(
              "guest_link_validity",
              String.valueOf(VALIDITY_MIN.toMinutes()),
              String.valueOf(VALIDITY_MAX.toMinutes())));
    }
    return Outcome.done(new Invitation(wanted.role(), name, wanted.validity()));
  }

  private Guest guest(Actor actor, UUID consultation, Invitation invitation) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new Guest(
        TimeOrderedId.at(now),
        consultation,
        invitation.role(),
        invitation.name(),
        actor.person(),
        now,
        now.plus(invitation.validity()),
        null);
  }

  private Mono<Refusal> add(Guest guest, GuestToken token, Instant at) {
    return guests
        .of(guest.consultation())
        .filter(other -> other.isOpenAt(at))
        .count()
        .flatMap(open ->
            open < GUESTS_MAX
                ? guests.add(guest, token.sha256()).then(Mono.empty())
                : Mono.just(Refusal.conflict("too_many_guests", String.valueOf(GUESTS_MAX))));
  }

  /** Takes the invitation back; done twice, it changes nothing. */
  public Mono<Outcome<UUID>> revoke(Actor actor, UUID consultation, UUID guest) {
    return changing
        .add(
            new ByPerson(actor),
            consultation,
            Activity.INVITE,
            REVOKED,
            at -> revoke(actor, consultation, guest, at))
        .map(outcome -> outcome.map(_ -> guest));
  }

  private Mono<Refusal> revoke(Actor actor, UUID consultation, UUID guest, Instant at) {
    return guests
        .of(consultation)
        .any(one -> one.id().equals(guest))
        .flatMap(known ->
            known
                ? guests.revoke(guest, actor.person(), at).then(Mono.empty())
                : Mono.just(Refusal.notFound("guest_not_found")));
  }
}
