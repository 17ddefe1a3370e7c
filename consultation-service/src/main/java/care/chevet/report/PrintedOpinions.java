package care.chevet.report;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** The opinions that were signed, as they were printed. */
public interface PrintedOpinions {

  /** Keeps it for good, in the transaction of the signature. */
  Mono<Void> add(UUID expertise, UUID signer, SignedDocument document);

  Mono<SignedDocument> of(UUID expertise);
}
