package care.chevet.attachment;

import care.chevet.problem.Outcome;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * The data keys of the care homes. Read anew for every request and never kept, so that an erased
 * key is gone everywhere at once.
 */
public interface CareHomeKeys {

  /** The key that new files of the care home are sealed with; made if there is none. */
  Mono<Outcome<DataKey>> current(UUID careHome);

  /** A key that files were sealed with; refused as {@code attachment_erased} once it is erased. */
  Mono<Outcome<DataKey>> byId(UUID id);

  /** Erases every key of the care home, and answers how many attachments that makes unreadable. */
  Mono<Long> erase(UUID careHome, Instant now);
}
