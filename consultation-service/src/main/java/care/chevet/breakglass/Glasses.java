package care.chevet.breakglass;

import care.chevet.resident.Resident;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every record that was opened in an emergency. */
public interface Glasses {

  /** The residents who may be the one that is sought. */
  Flux<Resident> sought(Sought sought);

  /** Keeps it and tells those concerned, in the caller's transaction. */
  Mono<Void> keep(BrokenGlass broken);
}
