package care.chevet.resident;

import java.util.Collection;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The residents on record. */
public interface Residents {
  Mono<Resident> byId(UUID id);

  /** Those of the given residents who are on record, in no set order. */
  Flux<Resident> byIds(Collection<UUID> ids);

  /** The residents of the given care homes, by used name. */
  Flux<Resident> ofCareHomes(Collection<UUID> careHomes);

  /** The residents whose circle of care holds the person now, by used name. */
  Flux<Resident> inCircleOf(UUID person);
}
