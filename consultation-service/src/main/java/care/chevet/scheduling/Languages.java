package care.chevet.scheduling;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The languages that physicians speak, as ISO 639 codes in lower case. */
public interface Languages {

  Mono<List<String>> of(UUID physician);

  /** Writes them in place of those before. Empty when there is no such physician. */
  Mono<List<String>> write(UUID physician, Collection<String> languages);
}
