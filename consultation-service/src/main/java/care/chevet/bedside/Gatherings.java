package care.chevet.bedside;

import care.chevet.directory.Specialty;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** What dossiers hold for checklists, by dossier; one that holds nothing is not among them. */
public interface Gatherings {

  Mono<Map<UUID, Gathered>> of(Collection<UUID> dossiers);

  /** Keeps answers; an empty one takes back what was answered before. */
  Mono<Void> answer(UUID dossier, Map<String, Optional<String>> answers, UUID by, Instant at);

  Mono<Void> waive(UUID dossier, Specialty specialty, String reason, UUID by, Instant at);
}
