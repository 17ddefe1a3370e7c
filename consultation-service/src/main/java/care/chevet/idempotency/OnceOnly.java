package care.chevet.idempotency;

import care.chevet.problem.Outcome;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Runs a write once for each person and key. The key, the effect and the answer are committed
 * together; a second sending at the same time waits for the first and gets its answer. A refused
 * write has no effect, leaves no key, and is judged afresh when sent again.
 */
public interface OnceOnly {

  /**
   * Runs the write, or answers what it answered the first time.
   *
   * @param requestSha256 of method, path and body: the same key with another request is refused as
   *     {@code idempotency_key_reused}
   */
  Mono<Outcome<Answer>> run(
      UUID person, UUID key, byte[] requestSha256, Mono<Outcome<Answer>> write);
}
