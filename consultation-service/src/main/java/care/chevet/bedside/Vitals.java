package care.chevet.bedside;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * The vital signs on record, by dossier: the oldest first, and those of one moment in the order of
 * {@link VitalKind}.
 */
public interface Vitals {

  Mono<Void> add(UUID dossier, UUID recordedBy, List<Vital> vitals);

  Mono<Map<UUID, List<Vital>>> of(Collection<UUID> dossiers);
}
