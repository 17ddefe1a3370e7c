package care.chevet.report;

import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The drafts of reports. The caller holds the consultation. */
public interface Reports {

  /** Writes the draft of that version, over what stood there before. */
  Mono<Void> draft(UUID consultation, int version, UUID author, String text, Instant at);
}
