package care.chevet.room.http;

import care.chevet.access.Actor;
import care.chevet.consultation.Coded;
import care.chevet.consultation.GuestRole;
import care.chevet.idempotency.http.IdempotentWrites;
import care.chevet.idempotency.http.Written;
import care.chevet.problem.Outcome;
import care.chevet.problem.Outcome.Done;
import care.chevet.problem.Outcome.Refused;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import care.chevet.room.Guest;
import care.chevet.room.GuestToken;
import care.chevet.room.InvitingGuest;
import care.chevet.room.InvitingGuest.Invitation;
import care.chevet.room.KnockingAsGuest;
import care.chevet.room.ListingGuests;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Guests of a room: asked in, listed, sent off; and the door at which they knock. */
@RestController
final class GuestController {

  /** Whom to ask in. */
  record NewGuest(@Nullable String role, @Nullable String name, @Nullable Integer validMinutes) {
    Outcome<Invitation> invitation() {
      return Coded.parse(GuestRole.class, role == null ? "" : role)
          .map(known ->
              Outcome.done(
                  new Invitation(
                      known,
                      name == null ? "" : name,
                      validMinutes == null
                          ? InvitingGuest.VALIDITY
                          : Duration.ofMinutes(validMinutes))))
          .orElseGet(() -> Outcome.refused(Refusal.invalidField("unknown_value", "role")));
    }
  }

  /**
   * A guest who was asked in.
   *
   * @param link there in the first answer alone, and kept nowhere
   */
  record GuestView(
      UUID id,
      String role,
      String name,
      @Nullable URI link,
      Instant invitedAt,
      Instant expiresAt,
      @Nullable Instant revokedAt) {
    static GuestView of(Guest guest, @Nullable URI link) {
      return new GuestView(
          guest.id(),
          guest.role().code(),
          guest.name(),
          link,
          guest.invitedAt(),
          guest.expiresAt(),
          guest.revokedAt());
    }
  }

  /**
   * What a guest's link bears after the {@code #}; {@code key} is the thumbprint of the key that
   * the page signs with.
   */
  record Knock(@Nullable String token, @Nullable String key) {}

  /** What opens the door to the lobby; of the consultation it says where it is, and no more. */
  record Entrance(
      String ticket,
      URI signalingUrl,
      Instant expiresAt,
      Place careHome,
      String name,
      String role,
      @Nullable String identity) {}

  /** Where the consultation is. */
  record Place(String name) {}

  private final InvitingGuest inviting;
  private final ListingGuests listing;
  private final KnockingAsGuest knocking;
  private final RoomSettings settings;
  private final IdempotentWrites writes;
  private final Problems problems;

  GuestController(
      InvitingGuest inviting,
      ListingGuests listing,
      KnockingAsGuest knocking,
      RoomSettings settings,
      IdempotentWrites writes,
      Problems problems) {
    this.inviting = inviting;
    this.listing = listing;
    this.knocking = knocking;
    this.settings = settings;
    this.writes = writes;
    this.problems = problems;
  }

  @PostMapping("/api/v1/consultations/{id}/guests")
  Mono<ResponseEntity<Object>> invite(
      @PathVariable UUID id, @RequestBody NewGuest body, Actor actor, ServerWebExchange exchange) {
    var token = GuestToken.fresh();
    var invited =
        body.invitation().thenLater(invitation -> inviting.by(actor, id, invitation, token));
    return writes.run(
        exchange,
        actor,
        body,
        invited.map(outcome ->
            outcome.map(guest ->
                Written.createdWithSecret(
                    exchange.getRequest().getPath().value() + "/" + guest.id(),
                    GuestView.of(guest, null),
                    GuestView.of(guest, settings.guestLink(token))))));
  }

  @GetMapping("/api/v1/consultations/{id}/guests")
  Mono<ResponseEntity<Object>> list(
      @PathVariable UUID id, Actor actor, ServerWebExchange exchange) {
    return listing
        .by(actor, id)
        .map(outcome ->
            switch (outcome) {
              case Refused<List<Guest>>(var refusal) -> problems.answer(refusal, exchange);
              case Done<List<Guest>>(var guests) ->
                  ResponseEntity.ok()
                      .cacheControl(CacheControl.noStore())
                      .body(guests.stream().map(one -> GuestView.of(one, null)).toList());
            });
  }

  @DeleteMapping("/api/v1/consultations/{id}/guests/{guest}")
  Mono<ResponseEntity<Object>> revoke(
      @PathVariable UUID id, @PathVariable UUID guest, Actor actor, ServerWebExchange exchange) {
    return inviting
        .revoke(actor, id, guest)
        .map(outcome ->
            switch (outcome) {
              case Refused<UUID>(var refusal) -> problems.answer(refusal, exchange);
              case Done<UUID> _ -> ResponseEntity.noContent().build();
            });
  }

  @PostMapping("/api/v1/guests/tickets")
  Mono<ResponseEntity<Object>> knock(@RequestBody Knock body, ServerWebExchange exchange) {
    return knocking
        .with(body.token() == null ? "" : body.token(), body.key())
        .map(outcome ->
            switch (outcome) {
              case Refused<KnockingAsGuest.Entry>(var refusal) ->
                  problems.answer(refusal, exchange);
              case Done<KnockingAsGuest.Entry>(var entry) ->
                  ResponseEntity.status(HttpStatus.CREATED)
                      .cacheControl(CacheControl.noStore())
                      .body(entrance(entry));
            });
  }

  private Entrance entrance(KnockingAsGuest.Entry entry) {
    return new Entrance(
        entry.ticket(),
        settings.signalingUrl(),
        entry.expiresAt(),
        new Place(entry.careHome().name()),
        entry.guest().name(),
        entry.guest().role().code(),
        entry.identity());
  }
}
