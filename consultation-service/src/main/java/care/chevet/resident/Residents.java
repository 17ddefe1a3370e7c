package care.chevet.resident;

import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The residents on record. */
public interface Residents {
  Mono<Resident> byId(UUID id);

  /** Those of the given residents who are on record, in no set order. */
  Flux<Resident> byIds(Collection<UUID> ids);

  /** Writes in which language she is best spoken to. */
  Mono<Void> tellLanguage(UUID id, @Nullable String language);

  /** The residents of the given care homes, by used name. */
  Flux<Resident> ofCareHomes(Collection<UUID> careHomes);

  /**
   * Those who may be the one that somebody seeks who does not take care of them: by id, by the
   * number of the identity, or born on that day. Whoever asks writes it down.
   */
  Flux<Resident> anywhere(
      @Nullable UUID id, @Nullable String insValue, @Nullable LocalDate birthDate);

  /** The residents whose circle of care holds the person now, by used name. */
  Flux<Resident> inCircleOf(UUID person);
}
