package care.chevet.report;

import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The reports on record, in all their versions. The caller holds the consultation. */
public interface Reports {

  /** Writes the draft, over the one before it if that is not signed. */
  Mono<Void> draft(UUID consultation, UUID author, String text, Instant at);

  /** Fixes the draft for good; afterwards nothing of it changes. */
  Mono<Void> sign(UUID report, SignedDocument document);

  /** The document of a signed version. */
  Mono<SignedDocument> document(UUID consultation, int version);
}
