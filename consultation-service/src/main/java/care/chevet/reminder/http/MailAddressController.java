package care.chevet.reminder.http;

import care.chevet.access.Actor;
import care.chevet.idempotency.http.IdempotentWrites;
import care.chevet.idempotency.http.Written;
import care.chevet.problem.Outcome;
import care.chevet.reminder.OwnMailAddress;
import care.chevet.reminder.OwnMailAddress.Pending;
import care.chevet.reminder.OwnMailAddress.Standing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where the signed-in person gets mail. */
@RestController
@RequestMapping("/api/v1/me/mail")
final class MailAddressController {

  /** The address she types; none stops her mail. */
  record Typed(@Nullable String address) {}

  /** The code that came to it. */
  record Code(@Nullable String code) {}

  /** How things stand; {@code mail} is false where no mail server is configured. */
  record View(@Nullable String address, @Nullable PendingView pending, boolean mail) {
    static View of(Standing standing) {
      return new View(
          standing.address().orElse(null),
          standing.pending().map(PendingView::of).orElse(null),
          standing.mail());
    }
  }

  /** An address that waits for its code. */
  record PendingView(String address, Instant expiresAt, int triesLeft) {
    static PendingView of(Pending pending) {
      return new PendingView(pending.address(), pending.expiresAt(), pending.triesLeft());
    }
  }

  private final OwnMailAddress own;
  private final IdempotentWrites writes;

  MailAddressController(OwnMailAddress own, IdempotentWrites writes) {
    this.own = own;
    this.writes = writes;
  }

  @GetMapping
  Mono<View> standing(Actor actor) {
    return own.of(actor).map(View::of);
  }

  @PutMapping
  Mono<ResponseEntity<Object>> change(
      @RequestBody Typed body, Actor actor, ServerWebExchange exchange) {
    return answer(exchange, actor, body, own.change(actor, body.address()));
  }

  @PostMapping("/confirmation")
  Mono<ResponseEntity<Object>> confirm(
      @RequestBody Code body, Actor actor, ServerWebExchange exchange) {
    return answer(exchange, actor, body, own.confirm(actor, body.code()));
  }

  private Mono<ResponseEntity<Object>> answer(
      ServerWebExchange exchange, Actor actor, Object body, Mono<Outcome<Standing>> change) {
    return writes.run(
        exchange,
        actor,
        body,
        change.map(outcome -> outcome.map(standing -> Written.ok(View.of(standing)))));
  }
}
