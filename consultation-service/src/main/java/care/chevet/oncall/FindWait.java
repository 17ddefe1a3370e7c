package care.chevet.oncall;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** How a request stands in the queue; empty if there is no such consultation. */
public interface FindWait {
  Mono<Wait> of(UUID consultation);
}
