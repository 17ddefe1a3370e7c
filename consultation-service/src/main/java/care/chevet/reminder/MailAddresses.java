package care.chevet.reminder;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Where people get mail, and what they have typed for it. */
public interface MailAddresses {

  /**
   * An address that is not yet shown to be hers.
   *
   * @param codeSha256 hexadecimal
   */
  record Wish(
      String address, String codeSha256, Instant madeAt, Instant expiresAt, int triesLeft) {}

  Mono<String> of(UUID person);

  /** Held until the caller's transaction ends. */
  Mono<Wish> wish(UUID person);

  /** Takes the place of the one before. */
  Mono<Void> wish(UUID person, Wish wish);

  Mono<Void> forgetWish(UUID person);

  /** Mail goes there from now on; nowhere, if null. */
  Mono<Void> set(UUID person, @Nullable String address);
}
