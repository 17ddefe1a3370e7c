package care.chevet.expertise;

import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** What puts a signed opinion on paper. */
public interface OpinionPress {

  /** A print by which its document is known: SHA-256, hexadecimal, and size. */
  record Printed(String sha256, int sizeBytes) {}

  /** The opinion, once its print is kept in the caller's transaction. */
  Mono<Opinion> print(ExpertiseFile file, UUID expert, String text, Instant at);

  /** The print of a signed opinion; empty before there is one. */
  Mono<Printed> printed(UUID expertise);
}
