package care.chevet.reminder.http;

import care.chevet.access.Actor;
import care.chevet.idempotency.http.IdempotentWrites;
import care.chevet.idempotency.http.Written;
import care.chevet.reminder.ReadingNotifications;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What the signed-in person was told. */
@RestController
@RequestMapping("/api/v1/notifications")
final class NotificationController {

  /** The newest, and how many in all are unread. */
  record Listed(List<NotificationView> items, long unread) {}

  /** The body of a write that says all it has to say by its address. */
  record Nothing() {}

  private final ReadingNotifications reading;
  private final IdempotentWrites writes;

  NotificationController(ReadingNotifications reading, IdempotentWrites writes) {
    this.reading = reading;
    this.writes = writes;
  }

  @GetMapping
  Mono<Listed> list(Actor actor) {
    return reading
        .list(actor)
        .map(told ->
            new Listed(
                told.newest().stream().map(one -> NotificationView.of(one, actor)).toList(),
                told.unread()));
  }

  @PostMapping("/{id}/reading")
  Mono<ResponseEntity<Object>> read(
      @PathVariable UUID id, @RequestBody Nothing body, Actor actor, ServerWebExchange exchange) {
    return writes.run(
        exchange,
        actor,
        body,
        reading.read(actor, id).map(outcome -> outcome.map(_ -> Written.noContent())));
  }
}
