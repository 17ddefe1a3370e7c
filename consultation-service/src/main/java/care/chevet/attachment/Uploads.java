package care.chevet.attachment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The uploads and the sealed pieces of their content.
 *
 * <p>The request that sends bytes holds the upload by a claim, and a later request takes the claim
 * from it: after a connection has died, the sender comes back before the server has noticed. Every
 * write names its claim and does nothing without it, so two requests can never mix their bytes.
 */
public interface Uploads {
  Mono<Upload> byId(UUID id);

  Mono<Void> add(Upload upload);

  /**
   * Takes the upload for one request and clears away pieces that an earlier one left beyond what
   * counts as received. False if the upload does not stand at that offset or has expired.
   */
  Mono<Boolean> claim(UUID id, UUID claim, int offset, Instant now);

  /** Adds a piece that counts as received at once. False without the claim. */
  Mono<Boolean> append(UUID id, UUID claim, SealedPiece piece);

  /** Lays a piece down that does not count yet. False without the claim. */
  Mono<Boolean> stage(UUID id, UUID claim, SealedPiece piece);

  /** Counts everything up to an offset as received, and ends the claim. False without the claim. */
  Mono<Boolean> receivedUpTo(UUID id, UUID claim, int offset);

  /** Puts other content in the place of all of it, in the caller's transaction. */
  Mono<Void> replace(UUID id, List<SealedPiece> pieces);

  /** Forgets the upload and its content. */
  Mono<Void> discard(UUID id);

  /** The pieces that hold the byte and what follows it, in order. */
  Flux<SealedPiece> pieces(UUID id, int fromByte, int atMost);

  /** Drops the content of expired uploads, and the uploads themselves some time later. */
  Mono<Long> clearExpired(Instant now);
}
