package care.chevet.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Who did what with one resident's record. */
public interface Looks {

  /**
   * A line of the trail, and the name of the person.
   *
   * @param name null for a machine or a guest
   * @param emergency why the glass was broken, where it was
   */
  record Look(KeptEntry entry, @Nullable String name, @Nullable String emergency) {}

  /** The newest first, at most so many; those before the entry with that id, if one is given. */
  Flux<Look> at(UUID resident, @Nullable Long before, int most);
}
