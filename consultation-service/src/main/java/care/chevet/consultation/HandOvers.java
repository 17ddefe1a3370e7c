package care.chevet.consultation;

import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Who is asked to take a consultation over, and who has. The caller holds the consultation. */
public interface HandOvers {

  /** In the place of an earlier proposal. */
  Mono<Void> propose(UUID consultation, Ties.Proposal proposal);

  /** The colleague who is asked says no. */
  Mono<Void> refuse(UUID consultation, String reason, Instant at);

  /**
   * The colleague who is asked is the physician from now on.
   *
   * @param readsUntil how long the first physician may still read the dossier
   */
  Mono<Void> takeOver(UUID consultation, UUID from, UUID to, Instant at, Instant readsUntil);
}
