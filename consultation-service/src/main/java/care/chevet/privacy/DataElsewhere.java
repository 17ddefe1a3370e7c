package care.chevet.privacy;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** What another program of this installation has on record about a resident. */
public interface DataElsewhere {

  /** As JSON, or why it is not to be had; empty where there is no such program. */
  Mono<String> of(UUID resident);
}
