package care.chevet.attachment;

import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The attachments on record. */
public interface Attachments {

  /**
   * How many attachments and live uploads a consultation has; no other can be added to it until the
   * caller's transaction ends.
   */
  Mono<Integer> countHolding(UUID consultation);

  /** Adds it, with the sealed thumbnail if there is one, in the caller's transaction. */
  Mono<Void> add(Attachment attachment, byte[] thumbnailSealed);

  Mono<Attachment> byId(UUID consultation, UUID id);

  /** Oldest first. */
  Flux<Attachment> of(UUID consultation);

  Mono<byte[]> thumbnailSealed(UUID id);
}
