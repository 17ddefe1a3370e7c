package care.chevet.room.http;

import care.chevet.access.Actor;
import care.chevet.access.Machine;
import care.chevet.idempotency.http.IdempotentWrites;
import care.chevet.idempotency.http.Written;
import care.chevet.problem.Outcome.Done;
import care.chevet.problem.Outcome.Refused;
import care.chevet.problem.Refusal;
import care.chevet.problem.http.Problems;
import care.chevet.room.JoiningRoom;
import care.chevet.room.RecordingRoomEvents;
import care.chevet.room.RoomEvent;
import care.chevet.room.TicketOffice;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The doors of the rooms: tickets for people, keys and events for the signaling server. */
@RestController
final class RoomController {

  /** How long the signaling server may keep our keys before it looks again. */
  private static final Duration KEYS_AGE_MAX = Duration.ofMinutes(5);

  /** A wish to join; {@code key} is the thumbprint of the key that the page signs with. */
  record Wish(@Nullable String key) {}

  /** What opens the door, where the door is, and our word on the page's key. */
  record Entrance(String ticket, URI signalingUrl, Instant expiresAt, @Nullable String identity) {}

  /** How many events were news. */
  record Kept(int accepted) {}

  /** The keeper of all rooms begins with nobody in them: {@code contracts/room-keeper.json}. */
  record Beginning(@Nullable Instant begunAt) {}

  private final JoiningRoom joining;
  private final RecordingRoomEvents recording;
  private final TicketOffice office;
  private final RoomSettings settings;
  private final IdempotentWrites writes;
  private final Problems problems;

  RoomController(
      JoiningRoom joining,
      RecordingRoomEvents recording,
      TicketOffice office,
      RoomSettings settings,
      IdempotentWrites writes,
      Problems problems) {
    this.joining = joining;
    this.recording = recording;
    this.office = office;
    this.settings = settings;
    this.writes = writes;
    this.problems = problems;
  }

  @PostMapping("/api/v1/consultations/{id}/join-tickets")
  Mono<ResponseEntity<Object>> join(
      @PathVariable UUID id, @RequestBody Wish body, Actor actor, ServerWebExchange exchange) {
    return writes.run(
        exchange,
        actor,
        body,
        joining
            .by(actor, id, body.key())
            .map(outcome ->
                outcome.map(entry ->
                    new Written(
                        201,
                        null,
                        new Entrance(
                            entry.ticket(),
                            settings.signalingUrl(),
                            entry.expiresAt(),
                            entry.identity())))));
  }

  @GetMapping("/api/v1/rooms/jwks.json")
  ResponseEntity<Map<String, Object>> keys() {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.maxAge(KEYS_AGE_MAX).cachePublic())
        .body(office.publicKeys());
  }

  @PutMapping("/api/v1/rooms/keeper")
  Mono<ResponseEntity<Object>> keeperBegan(
      @RequestBody Beginning body, ServerWebExchange exchange) {
    return body.begunAt() == null
        ? Mono.just(problems.answer(Refusal.malformedField("invalid_body", "begunAt"), exchange))
        : recording
            .keeperBegan(body.begunAt())
            .map(ended -> ResponseEntity.accepted().body(new Kept(Math.toIntExact(ended))));
  }

  @PostMapping("/api/v1/rooms/{room}/events")
  Mono<ResponseEntity<Object>> record(
      @PathVariable UUID room,
      @RequestBody RoomEventsMessage body,
      Machine machine,
      ServerWebExchange exchange) {
    return switch (body.told()) {
      case Refused<List<RoomEvent>>(Refusal refusal) ->
          Mono.just(problems.answer(refusal, exchange));
      case Done<List<RoomEvent>>(var told) ->
          recording
              .by(machine, room, told)
              .map(outcome ->
                  switch (outcome) {
                    case Done<Integer>(var news) -> ResponseEntity.accepted().body(new Kept(news));
                    case Refused<Integer>(var refusal) -> problems.answer(refusal, exchange);
                  });
    };
  }
}
