package care.chevet.scheduling;

import care.chevet.directory.Specialty;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Who could be booked, and whose time is taken when: what a search for slots reads. */
public interface TakenTimes {

  /** The physicians of a specialty who can be booked, those of one territory if it is given. */
  Mono<List<Candidate>> candidates(
      Specialty specialty,
      @Nullable UUID territory,
      @Nullable UUID resident,
      @Nullable UUID physician);

  /** What takes these physicians' time, begun in a range; expired holds take none. */
  Mono<Map<UUID, List<Interval>>> ofPhysicians(
      Collection<UUID> physicians, Interval range, Instant now);

  /** What takes the time of any of these others, overlapping a range. */
  Mono<List<Interval>> ofOthers(Collection<UUID> resources, Interval range, Instant now);
}
