package care.chevet.attachment.http;

import care.chevet.access.Actor;
import care.chevet.attachment.ErasingAttachments;
import care.chevet.idempotency.http.IdempotentWrites;
import care.chevet.idempotency.http.Written;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Erases a care home's attachments, for good. */
@RestController
final class ErasureController {
  private final ErasingAttachments erasing;
  private final IdempotentWrites writes;

  ErasureController(ErasingAttachments erasing, IdempotentWrites writes) {
    this.erasing = erasing;
    this.writes = writes;
  }

  /**
   * @param finess of the care home, said once more
   */
  record Confirmation(String finess) {}

  /**
   * @param attachments how many are unreadable from now on
   */
  record Erased(long attachments) {}

  @PostMapping("/api/v1/care-homes/{careHome}/attachments/erasure")
  Mono<ResponseEntity<Object>> erase(
      @PathVariable UUID careHome,
      @RequestBody Confirmation confirmation,
      Actor actor,
      ServerWebExchange exchange) {
    var write =
        erasing
            .erase(Answers.caller(actor, exchange), careHome, confirmation.finess())
            .map(outcome -> outcome.map(count -> Written.ok(new Erased(count))));
    return writes.run(exchange, actor, confirmation, write);
  }
}
