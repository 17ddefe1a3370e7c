package care.chevet.scheduling;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The territories that physicians answer for; one without any answers for all. */
public interface Territories {

  /**
   * A territory as one physician has it.
   *
   * @param chosen whether it is among those she is bound to
   */
  record Territory(UUID id, String name, boolean chosen) {}

  /** All there are, by name. Empty when there is no such physician. */
  Mono<List<Territory>> of(UUID physician);

  /**
   * Binds a physician to some, in place of those before. Empty when there is no such physician;
   * what is no territory is left out.
   */
  Mono<List<Territory>> write(UUID physician, Collection<UUID> territories);
}
